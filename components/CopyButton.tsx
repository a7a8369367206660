import type { ComponentChildren } from 'preact'
import type { CopyFeedback } from './copy-feedback'
import { Button } from './ui/Button'

type Props = {
  kind?: 'primary'
  copied: CopyFeedback
  onPress: () => unknown
  /** The button's label before and after copying, and the message if the clipboard refuses. */
  name: ComponentChildren
  done: ComponentChildren
  failed: string
}

/** Copies, and confirms it both visibly and to screen readers. */
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
