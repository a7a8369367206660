import type { CopyFeedback } from '../copy-feedback'
import { Button } from '../ui/Button'

type Props = {
  kind?: 'primary'
  copied: CopyFeedback
  onPress: () => unknown
  /** What the button says before and after it, and what is said where the clipboard refuses. */
  name: string
  done: string
  failed: string
}

/** Copies, and says so to eyes and ears alike. */
export function CopyButton({ kind, copied, onPress, name, done, failed }: Props) {
  return (
    <>
      <Button {...(kind ? { kind } : {})} onPress={onPress}>
        {copied === 'yes' ? done : name}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? done : copied === 'failed' ? failed : ''}
      </p>
    </>
  )
}
