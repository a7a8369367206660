import { createModel, signal } from '@preact/signals'
import { type CopyFeedback, copier } from '../copy-feedback'

export type FaultReportWorld = {
  write: () => Promise<string>
  copy: (text: string) => Promise<void>
}

/** A report of what went wrong, to be read before it is copied. */
export const FaultReportModel = createModel((world: FaultReportWorld) => {
  /** Undefined if it couldn't be written. */
  const text = signal<string | undefined>('')
  const copied = signal<CopyFeedback>('no')
  const copy = copier(world.copy)
  return {
    text,
    copied,
    /** Again, since faults are noted while the page is open. */
    async look(): Promise<void> {
      text.value = await world.write().catch(() => undefined)
      copied.value = 'no'
    },
    async copy(): Promise<void> {
      copied.value = await copy(text.peek() ?? '')
    },
  }
})
export type FaultReportModel = InstanceType<typeof FaultReportModel>
