import { batch, computed, createModel, signal } from '@preact/signals'
import { Fault } from '../../lib/domain/fault'
import { needsPassphrase } from '../../lib/domain/jwe-envelope'
import { type MissingPart, missingPartOf } from '../../lib/domain/open-failure'
import { locationOf, readLoneKey, readOpenerLink, readTarget, type Target } from '../../lib/domain/read-link'
import { findSealed } from '../../lib/domain/sealed-text'
import { createReveal, type RevealWorld as Outside, type RevealStep } from '../../lib/usecases/reveal'
import type { OwnServer } from './own-server'

export type { RevealStep }

type World = Pick<Outside, 'copy' | 'later'> & {
  /** The server that this page is on; absent for a file, which is on none. */
  own?: OwnServer | undefined
  /** `binary`: each character is one byte. */
  save: (text: string, binary: boolean) => void
}

export type GivenInput = { link: string; key: string; sealed: string; passphrase: string }
const blank: GivenInput = { link: '', key: '', sealed: '', passphrase: '' }

/** What was given as the sealed text. */
export type GivenSealed =
  | { at: 'none' }
  | { at: 'wrong'; why: MissingPart }
  | { at: 'found'; text: string; passphrase: boolean }

/**
 * The opener page, for recipients without the extension. On the secret's own server it reads the secret; on any
 * other they go to the server and bring back what it shows.
 */
export const OpenerModel = createModel(({ own, save, ...world }: World) => {
  const step = signal<RevealStep>({ at: 'asking' })
  const typed = signal(blank)
  const sealed = signal<GivenSealed>({ at: 'none' })
  /** Whether what was given as a link is only the key. */
  const hasKeyAlone = signal(false)
  /** Whether the person has gone to the server's page. */
  const went = signal(false)
  /** Whether they are led there although this page is on the secret's own server. */
  const led = signal(false)
  /** The host of the server that this page may read from; undefined if it is on none, or not the secret's. */
  const reads = signal<string | undefined>(undefined)
  /** Whether what is fetched now would be there after a reload. */
  const keeps = signal(true)
  const forgetting = signal(false)

  const reveal = createReveal(
    {
      ...world,
      ...(own && { server: own }),
      changed: next =>
        batch(() => {
          if (own && (next.at === 'ready' || next.at === 'failed')) keeps.value = own.hasRoom()
          step.value = next
          if (next.at !== 'forgotten') reads.value = readFrom(next)
          // After opening keep only the text; after forgetting, nothing.
          if (next.at === 'shown' || next.at === 'forgotten') clear()
        }),
    },
    own?.latest(),
  )
  own?.whenForgotten(id => {
    if (reveal.here()?.id === id) reveal.forget()
  })

  function readFrom(now: RevealStep): string | undefined {
    if (!own || led.peek() || (now.at === 'shown' && !reveal.here())) return undefined
    const target = 'target' in now ? now.target : undefined
    return target && locationOf(target).origin !== own.origin ? undefined : new URL(own.origin).host
  }
  reads.value = readFrom(step.peek())

  function clear(): void {
    typed.value = blank
    sealed.value = { at: 'none' }
    hasKeyAlone.value = false
    went.value = false
    forgetting.value = false
    led.value = false
  }

  function startOver(next?: 'reading'): void {
    clear()
    reveal.startOver(next)
  }

  /** Takes the fragment the page was opened with, including `#`. The page's own address doesn't matter. */
  async function arrive(fragment: string): Promise<void> {
    if (fragment.length < 2) return reveal.here() && reveal.begin()
    startOver('reading')
    await reveal.give(`file:///${fragment}`, readFragment)
  }

  async function write(patch: Partial<GivenInput>): Promise<void> {
    // A browser may still fire input events for a removed field, and pasting must not hide an opened secret.
    if (step.peek().at === 'shown') return
    const given = sorted(patch)
    typed.value = { ...typed.peek(), ...given }
    if (given.sealed !== undefined) {
      const read = readSealed(given.sealed)
      sealed.value = read
      await reveal.bring(read.at === 'found' ? read.text : undefined)
    }
    if (given.link !== undefined || given.key !== undefined) await giveLink(typed.peek())
    // A passphrase is tried only when the person submits it.
    if (given.passphrase !== undefined) reveal.retype()
    else if (step.peek().at === 'needsPassphrase') await unlock()
  }

  async function giveLink({ link, key }: GivenInput): Promise<void> {
    hasKeyAlone.value = false
    if (link.trim() === '') return reveal.giveAlone(undefined)
    const isMeant = () => typed.peek().link === link && typed.peek().key === key
    // While it is typed, a link to a fetched secret goes through forms that lead elsewhere, or have no key yet.
    await reveal.give(link, reveal.here()?.id === undefined ? undefined : readWhole)
    if (!isMeant()) return
    const alone = step.peek().at === 'damaged' ? readLoneKey(link) : undefined
    hasKeyAlone.value = alone !== undefined
    if (alone) await reveal.giveAlone(alone)
    else if (key.trim() !== '') await reveal.giveKey(key)
  }

  async function unlock(): Promise<void> {
    const { passphrase } = typed.peek()
    if (passphrase !== '') await reveal.unlock(passphrase)
  }

  return {
    step,
    typed,
    sealed,
    hasKeyAlone,
    went,
    arrive,
    write,
    unlock,
    startOver: () => startOver(),
    show: reveal.show,
    hide: reveal.hide,
    copy: reveal.copy,
    /** Where the fetched secret is stored; undefined for one that was brought. */
    kept: computed(() => step.value && reveal.here()?.kept),
    keeps,
    forgetting,
    reads,
    /** Whether this page itself reads, or has read, the secret of the link. */
    onOwnServer: computed(() => {
      const now = step.value
      if (now.at === 'reading' || sealed.value.at !== 'none' || led.value) return false
      if (reveal.here()?.id !== undefined) return true
      return reads.value !== undefined && 'target' in now && now.target?.is === 'sealed'
    }),
    fetch: () => reveal.fetch(''),
    /** Leads to the server's page instead, where this page could not fetch the secret. */
    lead: () => {
      led.value = true
      reads.value = undefined
    },
    /** Whether leaving the page now would lose something. */
    losesByLeaving: () => step.peek().at === 'fetching' || reveal.here()?.kept === 'page',
    /** Saves what was fetched, as received. */
    save(): void {
      const what = reveal.here()?.what
      if (what?.is === 'sealed') save(what.raw ?? what.sealed, false)
      if (what?.is === 'text') save(what.text, false)
      if (what?.is === 'unread') save(what.raw, what.binary)
    },
    /** Deletes it, and of a fetched secret the last copy, for which the view has asked. */
    forget(): void {
      const id = reveal.here()?.id
      if (id !== undefined) own?.forget(id)
      reveal.forget()
    },
    /** The page is left, perhaps for a while: what was fetched stays in the tab, sealed. */
    leave(): void {
      clear()
      reveal.close()
    },
    /** Pasted anywhere on the page. */
    paste: (text: string) => write({ sealed: text }),
    go: () => {
      went.value = true
    },
    /** The link decides: a text that claims to need less protection than its link says isn't opened. */
    takesPassphrase: computed(() => {
      const now = step.value
      if ('target' in now && now.target?.is === 'sealed') return now.target.link.passphrase
      if (now.at === 'asking' && now.alone) return now.alone.passphrase
      return sealed.value.at === 'found' && sealed.value.passphrase
    }),
  }
})
export type OpenerModel = InstanceType<typeof OpenerModel>

async function readWhole(text: string): Promise<Target> {
  const target = await readTarget(text)
  if (target.is !== 'sealed') throw new Fault('linkDamaged')
  return target
}

async function readFragment(link: string): Promise<Target> {
  try {
    return { is: 'sealed', ...(await readOpenerLink(link)) }
  } catch (cause) {
    throw new Fault('linkDamaged', { cause })
  }
}

function readSealed(text: string): GivenSealed {
  if (text.trim() === '') return { at: 'none' }
  const passphrase = needsPassphrase(text)
  return passphrase === undefined
    ? { at: 'wrong', why: missingPartOf(text) }
    : { at: 'found', text, passphrase }
}

// A single address also counts, however a mail gateway rewrote it.
const likeLink = /#c1p?\.|\/secret\/|^\s*h[a-z*]{2}ps?\S+\s*$/i

/** People paste into whichever field is at hand: move an obvious link or sealed text to the right one. */
function sorted(patch: Partial<GivenInput>): Partial<GivenInput> {
  const { link, sealed, ...rest } = patch
  if (link !== undefined && findSealed(link) !== undefined) return { ...rest, sealed: link }
  if (sealed !== undefined && likeLink.test(sealed) && findSealed(sealed) === undefined)
    return { ...rest, link: sealed }
  return patch
}
