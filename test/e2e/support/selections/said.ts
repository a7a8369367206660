/** Whether the extension says in the page that something did not go as asked. Sent as source to either browser. */
export const isSaid = (): boolean => document.querySelector('html > [popover][role=alert]') !== null
