import { Duplex } from 'node:stream'
import { type ReadableStream, TransformStream, type WritableStream } from 'node:stream/web'
import { createInflateRaw } from 'node:zlib'

/**
 * Inflates as the standard asks and every browser does: what stands behind the end of the deflated data is an error
 * (Compression Streams, "decompress flush and enqueue"). Node's own, as of version 20, takes no notice of it.
 */
class StrictDecompressionStream {
  readonly readable: ReadableStream<Uint8Array>
  readonly writable: WritableStream<Uint8Array>

  constructor(format: CompressionFormat) {
    if (format !== 'deflate-raw') throw new TypeError(`no test needs ${format}`)
    const inflate = createInflateRaw()
    let given = 0
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        given += bytes.length
        controller.enqueue(bytes)
      },
    })
    const whole = new TransformStream<Uint8Array, Uint8Array>({
      flush() {
        if (inflate.bytesWritten < given) throw new TypeError('more than deflated data')
      },
    })
    this.writable = counted.writable
    this.readable = counted.readable.pipeThrough(Duplex.toWeb(inflate)).pipeThrough(whole)
  }
}

Object.defineProperty(globalThis, 'DecompressionStream', { value: StrictDecompressionStream })
