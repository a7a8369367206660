/** How servers of all generations name a secret, and its receipt. */
export const serverKey = /^[\w-]{1,128}$/
