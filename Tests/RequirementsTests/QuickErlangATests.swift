import Searching
import Testing

@testable import Requirements
@testable import Workforce

@Suite("Erlang A in constant time")
struct QuickErlangATests {
  private static let targets = [
    ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil),
    ServiceTarget(serviceLevel: 0.95, withinSeconds: 5, maximumOccupancy: 0.85),
    ServiceTarget(serviceLevel: nil, withinSeconds: 20, maximumOccupancy: nil, maximumAbandonment: 0.03),
    ServiceTarget(serviceLevel: 0.9, withinSeconds: 10, meanWait: 8, maximumOccupancy: 0.95, definition: .offeredWait),
    ServiceTarget(serviceLevel: 0.7, withinSeconds: 0, maximumOccupancy: nil, definition: .withoutShortAbandons),
  ]

  @Test("every figure is that of the exact sums, far within what the search allows for")
  func figures() throws {
    var random = SeededGenerator(seed: 41)
    var compared = 0
    for _ in 0..<700 {
      let load = 20 * pow10(random.nextUnit() * 3)
      let share = 0.6 + random.nextUnit() * 0.8
      let agents = (load * share).rounded() + 1
      let traffic = Traffic(load: load, handleTime: 60 + 600 * random.nextUnit())
      let model = ErlangA(patience: 10 * pow10(random.nextUnit() * 3))
      let seconds = random.nextUnit() < 0.1 ? 0 : 120 * random.nextUnit()
      guard let quick = QuickErlangA(of: traffic, agents: agents, patience: model.patience, within: seconds) else {
        continue
      }
      compared += 1
      // The sums themselves lose digits where a hundred thousand customers' patience goes into a handle time.
      let patient = load * model.patience / traffic.handleTime
      let allowed = QuickErlangA.error / (patient < 1e4 ? 100 : 3)
      let (found, exact) = (
        quick.performance, model.performance(of: traffic, agents: agents, answeredWithin: seconds)
      )
      for share in [
        \QueuePerformance.waitProbability, \.serviceLevel, \.abandonment, \.occupancy, \.offeredWaitWithin,
        \.shortAbandonment,
      ] {
        #expect(
          abs(found[keyPath: share] - exact[keyPath: share]) <= allowed,
          "\(traffic) \(agents) \(model.patience) \(seconds): \(found) \(exact)")
      }
    }
    #expect(compared > 500, "\(compared)")
  }

  @Test("the requirement is the one that the exact sums ask for")
  func requirements() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<60 {
      let traffic = Traffic(load: 5 * pow10(random.nextUnit() * 2.5), handleTime: 60 + 600 * random.nextUnit())
      let model = ErlangA(patience: 10 * pow10(random.nextUnit() * 3))
      for target in Self.targets {
        let agents = model.requiredAgents(for: target, of: traffic)
        let expected = smallestStaff(startingAt: agents) { model.isMet(target, of: traffic, agents: Double($0)) }
        #expect(agents == expected, "\(traffic) \(model) \(target)")
      }
    }
  }

  @Test("where the target is met to the last digit the exact sums decide")
  func ties() {
    for (load, patience) in [(500.0, 120.0), (2000, 60)] {
      let (traffic, model) = (Traffic(load: load, handleTime: 300), ErlangA(patience: patience))
      for agents in [load * 0.98, load, load * 1.02] {
        let level = model.performance(of: traffic, agents: agents, answeredWithin: 20).serviceLevel
        let target = ServiceTarget(serviceLevel: level, withinSeconds: 20, maximumOccupancy: nil)
        let quick = QuickErlangA(of: traffic, agents: agents, patience: patience, within: 20)
        #expect(quick != nil && quick?.verdict(target, patience: patience) == nil)
        #expect(model.requiredAgents(for: target, of: traffic) == Int(agents))
      }
    }
  }

  @Test("the incomplete gamma functions agree with their recursion and with each other")
  func gamma() throws {
    for shape in [64.0, 100.5, 1000, 54_321] {
      for excess in [-0.5, -0.2, -0.031, -0.029, -1e-3, 0, 1e-3, 0.05, 0.3, 0.75] {
        let gamma = try #require(UniformGamma(excess: excess))
        let lower = gamma.lower(shape)
        // Q ÷ D + 1 is the reciprocal of Erlang's B.
        let inverse = ErlangB.inverse(servers: shape, load: shape * (1 + excess))
        if inverse.isFinite {
          #expect(isClose(gamma.upperRatio(shape) + 1, inverse, relative: 1e-11), "\(shape) \(excess)")
          if lower.density > 0 {
            #expect(isClose(lower.value + (inverse - 1) * lower.density, 1, absolute: 1e-12), "\(shape) \(excess)")
          }
        }
        if lower.density > 0 {
          #expect(isClose(lower.ratio * lower.density, lower.value, relative: 1e-12), "\(shape) \(excess)")
        }
      }
    }
    #expect(UniformGamma(excess: -0.6) == nil && UniformGamma(excess: 0.9) == nil)
  }

  @Test("the search finds the first staff that suffices, wherever it begins and however poor the hints")
  func search() {
    var random = SeededGenerator(seed: 43)
    for _ in 0..<3000 {
      let answer = 1 + Int(pow10(random.nextUnit() * 6)) - 1
      let steepness = pow10(random.nextUnit() * 8 - 6)
      let flat = random.nextUnit() < 0.2
      var asked = 0
      let found = smallestStaff(
        startingAt: 1 + Int(pow10(random.nextUnit() * 6)), step: 1 + Int(random.nextUnit() * 1000)
      ) { staff in
        asked += 1
        let distance = Double(staff - max(1, answer)) * steepness
        return (staff >= max(1, answer), flat ? 0 : distance / (1 + abs(distance)))
      }
      #expect(found == max(1, answer))
      #expect(asked < 200, "\(asked) questions")
    }
  }

  /// About 10ˣ: whole powers are exact, and between them it is a straight line.
  private func pow10(_ exponent: Double) -> Double {
    if exponent < 0 { return 1 / pow10(-exponent) }
    let whole = exponent.rounded(.down)
    var result = 1.0
    for _ in 0..<Int(whole) { result *= 10 }
    return result * (1 + 9 * (exponent - whole))
  }
}
