// Plays a day of a phone queue against random demand, with four, five and six people there: what share is answered
// within 20 seconds, and how sure that is.

import Simulation
import Words
import Workforce

let slots = 16  // of half an hour
let words = Words.plain

/// Somebody who is there all day, but for a break of half an hour in the middle.
func person(_ number: Int) -> SimulatedAgent {
  let noon = Double(6 + number) * 1800
  return SimulatedAgent(
    key: UInt64(number), skills: [0],
    presences: [
      Presence(start: 0, end: noon, queue: 0, duty: UInt64(number)),
      Presence(start: noon + 1800, end: Double(slots) * 1800, queue: 0, duty: UInt64(number)),
    ])
}

let phone = SimulatedQueue(
  key: 1, arrivals: Array(repeating: 20, count: slots), dayOfSlot: Array(repeating: 0, count: slots), daySpread: 0.1,
  handleTime: Array(repeating: 300, count: slots), patience: 120, threshold: 20,
  open: Array(repeating: true, count: slots), shrinkage: Array(repeating: 0, count: slots))
for count in 4...6 {
  // An hour is a bucket: what arrives in it is counted together.
  let model = SimulationModel(
    slotSeconds: 1800, slotCount: slots, queues: [phone], agents: (0..<count).map(person),
    bucketOfSlot: (0..<slots).map { $0 / 2 }, bucketCount: slots / 2)
  guard let outcome = simulate(model, options: SimulationOptions(replications: 200)),
    let service = outcome.queues[0].total.serviceLevel, let wait = outcome.queues[0].total.waitAnswered
  else { continue }
  print(
    "\(count) people: \(words.percent(service.mean)) within 20 s (\(words.percent(service.low)) to "
      + "\(words.percent(service.high))), mean wait \(words.wait(seconds: wait.mean))")
}
