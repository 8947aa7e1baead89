#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif
internal import Searching

/// A queue's contacts, one after the other: a Poisson process whose rate is constant within slots, times a random factor
/// for each day.
///
/// Every day has a generator of its own and every contact takes three numbers of it, so a scenario with more contacts or
/// longer ones meets the same luck.
struct ArrivalStream {
  private let arrivals: [Double]
  private let handleTime: [Double]
  private let days: [Int]
  private let slotSeconds: Double
  private let slotCount: Int
  private let seed: UInt64
  private let dayScale: Double
  private let workScale: Double
  private let isExponential: Bool
  private let patience: Double

  private var generator: SeededGenerator
  private var slot = 0
  private var day = Int.min
  private var now = 0.0
  /// Contacts a second in the slot.
  private var rate = 0.0
  private var factor = 1.0

  /// The next contact; infinite when there are no more.
  private(set) var time = Double.infinity
  /// Its handle time in seconds, and how long it would wait; infinite = for ever.
  private(set) var work = 0.0
  private(set) var patienceOfNext = Double.infinity

  init(_ queue: SimulatedQueue, slotSeconds: Double, seed: UInt64) {
    arrivals = queue.arrivals
    handleTime = queue.handleTime
    days = queue.dayOfSlot
    self.slotSeconds = slotSeconds
    slotCount = queue.arrivals.count
    self.seed = seed ^ queue.key
    let spread = min(queue.daySpread, 2)
    dayScale = log1p(spread * spread).squareRoot()
    switch queue.shape {
    case .exponential:
      isExponential = true
      workScale = 1
    case .logNormal(let variation):
      isExponential = false
      workScale = log1p(variation * variation).squareRoot()
    }
    patience = queue.isDeferrable ? .infinity : (queue.patience ?? .infinity)
    generator = SeededGenerator(seed: seed)
    enter(0)
    advance()
  }

  /// A uniform number above 0 and below 1.
  @inline(__always)
  private mutating func unit() -> Double { (Double(generator.next() >> 12) + 0.5) * 0x1p-52 }

  private mutating func enter(_ next: Int) {
    slot = next
    guard slot < slotCount else { return }
    if days[slot] != day {
      day = days[slot]
      generator = SeededGenerator(seed: seed, stream: UInt64(truncatingIfNeeded: day))
      let normal = normalQuantile(unit())
      factor = dayScale > 0 ? exp(dayScale * normal - dayScale * dayScale / 2) : 1
    }
    rate = arrivals[slot] * factor / slotSeconds
  }

  /// Goes on to the next contact.
  mutating func advance() {
    let startDay = day
    var gap = -log(unit())
    var luckOfWork = unit()
    var luckOfPatience = unit()
    var known = startDay
    while slot < slotCount {
      if day != known {
        // A new day, a new generator: what is left of the gap is forgotten, as a Poisson process may.
        known = day
        gap = -log(unit())
        luckOfWork = unit()
        luckOfPatience = unit()
      }
      let end = Double(slot + 1) * slotSeconds
      let reach = rate * (end - now)
      if reach > gap {
        now += gap / rate
        time = now
        let mean = handleTime[slot]
        work =
          isExponential
          ? -mean * log(luckOfWork)
          : workScale > 0 ? mean * exp(workScale * normalQuantile(luckOfWork) - workScale * workScale / 2) : mean
        patienceOfNext = patience < .infinity ? -patience * log(luckOfPatience) : .infinity
        return
      }
      gap -= reach
      now = end
      enter(slot + 1)
    }
    time = .infinity
  }
}
