import { NotNow } from './NotNow'

/** In place of a whole page. */
export const NotOpened = ({ again }: { again: () => unknown }) => (
  <main>
    <NotNow what="notOpened" again={again} />
  </main>
)
