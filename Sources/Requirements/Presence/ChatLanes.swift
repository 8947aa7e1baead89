/// Four chains of a chat that go through a slot side by side, each with its own staff and demand, in as many states as
/// anybody may be in.
///
/// All steps of a slot solve the same tridiagonal system, which is eliminated once.
struct ChatLanes {
  /// Of each lane: which of the chains given it follows.
  let chains: SIMD4<Int>
  /// Probabilities by state; 0 from `end` on.
  private var states: [SIMD4<Double>]
  private var end: Int
  /// Summed over the steps of the last slot, of the first `meanEnd` states.
  private var sums: [SIMD4<Double>] = []
  private var sumsEnd = 0

  /// A probability below which a state is nobody's.
  private static let least = 1e-15

  /// States that are worked out at once, at least 2.
  private static let batch = 8

  /// The eliminated system of one state.
  struct Row {
    fileprivate var leaving = SIMD4<Double>.zero
    fileprivate var inverse = SIMD4<Double>.zero
    fileprivate var carry = SIMD4<Double>.zero
    fileprivate var upper = SIMD4<Double>.zero
  }

  /// - Parameter lanes: four, each with its chain and its probabilities.
  init(_ lanes: [(chain: Int, states: [Double])]) {
    var chains = SIMD4<Int>.zero
    end = lanes.map(\.states.count).max() ?? 1
    states = Array(repeating: .zero, count: end)
    for (lane, one) in lanes.enumerated() {
      chains[lane] = one.chain
      for (state, probability) in one.states.enumerated() { states[state][lane] = probability }
    }
    self.chains = chains
  }

  /// Whether nothing is in progress in any lane, or in one.
  var isIdle: Bool { (0..<4).allSatisfy(isIdle) }
  func isIdle(_ lane: Int) -> Bool { states[0][lane] > 1 - 1e-9 }

  /// The probabilities of one lane, as far as there are any.
  func probabilities(_ lane: Int) -> [Double] { states[..<end].map { $0[lane] } }

  /// Goes on by `steps` implicit Euler steps of `seconds` each.
  ///
  /// - Parameters:
  ///   - models: worked out further where more of their states are needed.
  ///   - arriving: contacts a second, by lane.
  mutating func advance(
    _ models: inout [ChatStates], arriving: SIMD4<Double>, steps: Int, seconds: Double, scratch: inout [Row]
  ) {
    let lasts = SIMD4<Double>(
      Double(models[chains[0]].count - 1), Double(models[chains[1]].count - 1), Double(models[chains[2]].count - 1),
      Double(models[chains[3]].count - 1))
    let count = Int(lasts.max()) + 1
    fit(lasts, count)
    if scratch.count < count + Self.batch {
      scratch += Array(repeating: Row(), count: count + Self.batch - scratch.count)
    }
    sums = Array(repeating: .zero, count: count)
    sumsEnd = 0
    let born = arriving * seconds
    let chains = chains
    var end = end
    var sumsEnd = 0
    var known = 0
    var (bornBelow, upperBelow) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var filled = 0
    states.withUnsafeMutableBufferPointer { p in
      sums.withUnsafeMutableBufferPointer { sums in
        scratch.withUnsafeMutableBufferPointer { rows in
          for _ in 0..<steps {
            var carried = SIMD4<Double>.zero
            var s = 0
            while s < count {
              if s == known {
                // The last state of a chain takes nobody in from itself.
                let bornHere = born.replacing(with: 0, where: lasts .<= Double(s))
                if s + 1 >= filled {
                  Self.fill(rows, filled..<s + Self.batch, &models, chains)
                  filled = s + Self.batch
                }
                let inverse = 1 / (1 + bornHere + rows[s].leaving * seconds - bornBelow * upperBelow)
                rows[s].inverse = inverse
                rows[s].carry = bornBelow * inverse
                rows[s].upper = rows[s + 1].leaving * seconds * inverse
                (bornBelow, upperBelow) = (bornHere, rows[s].upper)
                known += 1
              }
              carried = p[s] * rows[s].inverse + rows[s].carry * carried
              if s >= end, carried.max() < Self.least { break }
              p[s] = carried
              s += 1
            }
            end = s
            sumsEnd = max(sumsEnd, s)
            var above = SIMD4<Double>.zero
            while s > 0 {
              s -= 1
              above = p[s] + rows[s].upper * above
              p[s] = above
              sums[s] += above
            }
            while end > 1, p[end - 1].max() < Self.least {
              end -= 1
              p[end] = .zero
            }
          }
        }
      }
    }
    self.end = end
    self.sumsEnd = sumsEnd
  }

  /// Departures a second of a range of states, by lane; 0 beyond the states of a chain.
  private static func fill(
    _ rows: UnsafeMutableBufferPointer<Row>, _ states: Range<Int>, _ models: inout [ChatStates], _ chains: SIMD4<Int>
  ) {
    for lane in 0..<4 {
      models[chains[lane]].extend(to: states.upperBound)
      models[chains[lane]].leaving.withUnsafeBufferPointer { rates in
        for state in states { rows[state].leaving[lane] = state < rates.count ? rates[state] : 0 }
      }
    }
  }

  /// What lies beyond the states of a chain waits at the end of its line.
  private mutating func fit(_ lasts: SIMD4<Double>, _ count: Int) {
    if Double(end) > lasts.min() + 1 {
      for lane in 0..<4 {
        let last = Int(lasts[lane])
        guard end > last + 1 else { continue }
        var beyond = 0.0
        for state in (last + 1)..<end {
          beyond += states[state][lane]
          states[state][lane] = 0
        }
        states[last][lane] += beyond
      }
      end = min(end, count)
    }
    if states.count < count {
      states += Array(repeating: .zero, count: count - states.count)
    } else {
      states.removeLast(states.count - count)
    }
  }

  /// What contacts met that arrived evenly over the slot last gone through.
  func figures(_ lane: Int, _ chain: ChatStates, steps: Int) -> ServiceFigures {
    var figures = ServiceFigures()
    var free = 0.0
    let end = min(sumsEnd, chain.count)
    for state in 0..<min(end, chain.free) { free += sums[state][lane] }
    (figures.serviceLevel, figures.offeredWaitWithin) = (free, free)
    if end > chain.free {
      for state in chain.free..<end {
        let (p, here) = (sums[state][lane], chain.arrivals[state])
        figures.serviceLevel += p * here.within
        figures.abandonment += p * here.abandoned
        figures.meanWait += p * here.wait
        figures.offeredWaitWithin += p * here.offered
        figures.shortAbandonment += p * here.shortly
      }
    }
    if chain.hasRoom, end == chain.count { figures.turnedAway = sums[end - 1][lane] }
    var mean = ServiceFigures()
    mean.add(figures, weight: 1 / Double(steps))
    mean.serviceLevel = min(1, mean.serviceLevel)
    mean.offeredWaitWithin = min(1, mean.offeredWaitWithin)
    mean.abandonment = min(1, mean.abandonment)
    return mean
  }
}
