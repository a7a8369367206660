import { nameParts, spelledOut } from '../lib/domain/safe-file-name'

/** A file's name, with what decides how it is opened standing out at its end. */
export function FileName({ name }: { name: string }) {
  const { stem, ending } = nameParts(spelledOut(name))
  return (
    <span class="file-name" dir="ltr">
      <bdi>{stem}</bdi>
      <b>
        <bdi>{ending}</bdi>
      </b>
    </span>
  )
}
