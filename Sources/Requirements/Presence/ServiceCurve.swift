internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What the contacts of one interval can expect of a number of heads of whom some are missing by chance.
///
/// Contacts do not know who is missing, so every figure is that of each number in position, weighted with its chance; the
/// target's definition is applied to the sum. What a number in position gives is asked once and kept.
struct ServiceCurve {
  /// The chance of each head of not being in position, 0..<1.
  let missing: Double
  private let figures: (ClosedRange<Int>) -> [ServiceFigures]
  /// The same of a mean number in position, also fractional.
  private let figuresInProportion: (Double) -> ServiceFigures
  /// The mean wait of all contacts in seconds with the mean number in position, where no mean over who may be there is
  /// finite: without patience. Nil where customers lose it.
  private let waitInProportion: ((Double) -> Double)?
  /// By agents in position, from `firstKnown` on.
  private var known: [ServiceFigures] = []
  private var firstKnown = 0
  /// Of a number in position that is asked about, relative to the likeliest.
  private var leastChance = 1e-13

  /// - Parameters:
  ///   - figures: of a run of whole agents in position: what the interval's contacts meet.
  ///   - inProportion: of a number in position that need not be whole.
  ///   - waitInProportion: of a mean number in position, in seconds; nil where customers lose patience.
  init(
    missing: Double, inProportion: @escaping (Double) -> ServiceFigures, waitInProportion: ((Double) -> Double)?,
    figures: @escaping (ClosedRange<Int>) -> [ServiceFigures]
  ) {
    self.missing = missing
    figuresInProportion = inProportion
    self.waitInProportion = waitInProportion
    self.figures = figures
  }

  /// - Parameters:
  ///   - interval: the contacts, each beside the load of its slot.
  ///   - spread: multipliers of the load over which figures are averaged by contacts.
  ///   - table: where the queue has one.
  ///   - chat: where the queue is followed through the day, its state before the interval `index`; the spread is its own.
  init(
    of interval: IntervalService, missing: Double, within seconds: Double, spread: DemandSpread = .none,
    table: PatienceTable? = nil, chat: ChatPoints? = nil, at index: Int = 0
  ) {
    // In a waiting room of whatever size those without patience wait for ever where nobody is in position.
    let hasPatience = (interval.model as? ConcurrentChat).map { $0.patience != nil } ?? interval.model.losesPatience
    guard let chat else {
      let nodes = table?.nodes(of: interval, spread: spread)
      self.init(
        missing: missing,
        inProportion: { ServiceFigures(interval.performance(agents: $0, answeredWithin: seconds, spread: spread)) },
        waitInProportion: hasPatience ? nil : { interval.performance(agents: $0, answeredWithin: 0).meanWait }
      ) { run in
        if let table, let nodes { return table.figures(nodes, agents: run) }
        return interval.figures(agents: run, answeredWithin: seconds, spread: spread)
      }
      return
    }
    // Nobody in position is not a closed queue: contacts come, and nobody takes them.
    let nobody = ServiceFigures(interval.performance(agents: 0, answeredWithin: seconds))
    func followed(_ agents: Double) -> ServiceFigures {
      agents > 0 ? chat.figures(over: index, staffs: [agents], answeredWithin: seconds)[0] : nobody
    }
    self.init(
      missing: missing, inProportion: followed,
      waitInProportion: hasPatience ? nil : { $0 > 0 ? followed($0).meanWait : .infinity }
    ) { run in
      let staffs = run.filter { $0 > 0 }.map(Double.init)
      let some = staffs.isEmpty ? [] : chat.figures(over: index, staffs: staffs, answeredWithin: seconds)
      return Array(repeating: nobody, count: run.count - staffs.count) + some
    }
    leastChance = chat.leastChance
  }

  /// What contacts expect of `heads` on the rota: shares of contacts, and the mean wait of all of them in seconds, infinite
  /// wherever any chance of too few makes it so. The other figures are those of nobody.
  ///
  /// - Complexity: O(√(heads · missing)), and as many questions to the model the first time.
  mutating func expected(heads: Int) -> QueuePerformance {
    var sum = ServiceFigures()
    let mean = Double(heads) * (1 - missing)
    let variance = Double(heads) * missing * (1 - missing)
    guard variance <= Self.largestVariance else {
      // Of so many the number in position is as good as normal, and 17 steps of it do.
      let steps = stride(from: -4.0, through: 4, by: 0.5).map { (scale: $0, weight: exp(-$0 * $0 / 2)) }
      let total = steps.reduce(0) { $0 + $1.weight }
      for step in steps {
        sum.add(figuresInProportion(mean + step.scale * variance.squareRoot()), weight: step.weight / total)
      }
      return sum.performance(agents: mean)
    }
    let chance = PresenceChance(heads: heads, missing: missing, least: leastChance)
    learn(chance.numbers)
    let first = chance.first - firstKnown
    for (offset, weight) in chance.chances.enumerated() { sum.add(known[first + offset], weight: weight) }
    return sum.performance(agents: mean)
  }

  /// Whether what contacts expect of `heads` meets every part of a target but its occupancy cap.
  mutating func meets(_ target: ServiceTarget, heads: Int) -> Bool {
    let expected = expected(heads: heads)
    if 1 - expected.serviceLevel(target.definition) > target.shareThatMayWait { return false }
    if expected.losesMore(than: target) || expected.turnsAwayMore(than: target) { return false }
    guard target.meanWait != nil else { return true }
    return meanWait(expected) <= target.longestMeanWait * (1 + 1e-12)
  }

  /// Whether mean waits are those of the mean number in position.
  var waitsOfMeanNumber: Bool { waitInProportion != nil }

  /// The mean wait that a target is about: over who may be there, or that of the mean number in position; in seconds.
  func meanWait(_ expected: QueuePerformance) -> Double {
    let wait = waitInProportion?(expected.agents) ?? expected.meanWait
    // Some decades are no wait but the lack of an end.
    return wait > 1e9 ? .infinity : wait
  }

  /// Beyond this the number in position is taken as normal: some ten thousand heads.
  private static let largestVariance = 2500.0

  /// Asks the model about those of `numbers` that aren't known yet. What is known far away from them is forgotten.
  private mutating func learn(_ numbers: ClosedRange<Int>) {
    let reach = numbers.count + 8
    guard !known.isEmpty, numbers.lowerBound <= firstKnown + known.count + reach,
      numbers.upperBound >= firstKnown - reach
    else {
      firstKnown = numbers.lowerBound
      known = figures(numbers)
      return
    }
    if numbers.lowerBound < firstKnown {
      known = figures(numbers.lowerBound...(firstKnown - 1)) + known
      firstKnown = numbers.lowerBound
    }
    let next = firstKnown + known.count
    if numbers.upperBound >= next { known += figures(next...numbers.upperBound) }
  }
}
