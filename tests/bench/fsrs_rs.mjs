// The official FSRS optimiser behind a pipe, for tests/bench/fsrs.c.
//
//   node fsrs_rs.mjs DIRECTORY      where tests/bench/fsrs-rs put it
//
// Reads requests, a line each, and answers each with a line:
//   load COUNT FILE   FILE: a review log in the order of time, 32-bit numbers: card, rating, days since
//                     the card's review before. Makes the items of its first COUNT reviews: "ready"
//   fit               the milliseconds that it took and the 21 weights

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const require = createRequire(resolve(process.argv[2]) + '/')
const binding = require('@open-spaced-repetition/binding')
const options = { enableShortTerm: true, numRelearningSteps: 1, timeout: 1 }
let items = []

// One item for each review a day or more after the one before: the card's history up to it.
function load(count, file) {
    const bytes = readFileSync(file)
    const log = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    const histories = new Map()
    items = []
    for (let i = 0; i < 3 * count; i += 3) {
        const history = histories.get(log[i]) ?? []
        histories.set(log[i], history)
        history.push(new binding.FSRSBindingReview(log[i + 1], log[i + 2]))
        if (log[i + 2] > 0) items.push(new binding.FSRSBindingItem(history.slice()))
    }
    return 'ready'
}

async function fit() {
    const begun = performance.now()
    const weights = await binding.computeParameters(items, options)
    return [performance.now() - begun, ...weights].join(' ')
}

for await (const line of createInterface({ input: process.stdin })) {
    const [request, count, ...file] = line.split(' ')
    console.log(request === 'load' ? load(Number(count), file.join(' ')) : await fit())
}
