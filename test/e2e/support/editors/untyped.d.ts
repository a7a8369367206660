// They bring no types, and one page is not worth installing some.
declare module 'react'
declare module 'react-dom/client'
declare module 'slate-react'
