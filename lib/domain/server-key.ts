/** The format of a secret's or receipt's key on servers of all generations. */
export const serverKey = /^[\w-]{1,128}$/
