#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Workforce

/// Erlang A beside any load, for the many intervals of one queue: asked once at the Chebyshev points of a few panels and
/// interpolated between them, to 1e-11.
///
/// The figures of a staff are analytic in the load and change over about its square root, so panels are equal in √load.
/// The weights of an interval's loads are put on the points first; each staff is then one short sum, however many slots and
/// multipliers the interval has.
/// - SeeAlso: J.-P. Berrut, L. N. Trefethen, *Barycentric Lagrange interpolation*, SIAM Review 46 (2004).
final class PatienceTable {
  private let model: ErlangA
  private let handleTime: Double
  private let seconds: Double
  /// Of √load.
  private let width: Double
  private var panels: [Panel]

  private struct Panel {
    /// Of each staff: where its figures begin in `values`; −1 = not asked yet.
    var places: [Int] = []
    /// Service level, abandonment, offered wait within and short abandonment at each point.
    var values: [SIMD4<Double>] = []
  }

  /// Weights of contacts at the points of a run of panels.
  struct Nodes {
    fileprivate var panels: Range<Int>
    fileprivate var weights: [Double]
  }

  private static let count = 12
  private static let largestLoad = 400.0
  /// In −1…1, and the barycentric weights that go with them.
  private static let points = (0..<count).map { index -> Double in -cos((Double(index) + 0.5) * .pi / Double(count)) }
  private static let scales = (0..<count).map { index -> Double in
    let scale = sin((Double(index) + 0.5) * .pi / Double(count))
    return index % 2 == 0 ? scale : -scale
  }

  /// - Parameters:
  ///   - intervals: of one queue, which ask for heads.
  ///   - seconds: the threshold.
  /// - Returns: nil where the model is another, intervals differ in handle time or are few, and where figures change faster
  ///   than panels can follow: patience beyond four handle times, or a threshold beyond half of one.
  init?(_ intervals: [LiveInterval], within seconds: Double) {
    let slots = intervals.lazy.flatMap(\.service.slots)
    guard let model = intervals.first?.service.model as? ErlangA, let handleTime = slots.first?.traffic.handleTime,
      intervals.count >= 24, model.patience <= 4 * handleTime, seconds <= handleTime / 2,
      slots.allSatisfy({ abs($0.traffic.handleTime - handleTime) <= 1e-12 * handleTime })
    else { return nil }
    self.model = model
    self.handleTime = handleTime
    self.seconds = seconds
    width = 0.5 * min(1, (handleTime / model.patience).squareRoot())
    panels = Array(repeating: Panel(), count: Int(Self.largestLoad.squareRoot() / width) + 1)
  }

  /// Where the contacts of an interval lie; nil beyond the table.
  func nodes(of interval: IntervalService, spread: DemandSpread) -> Nodes? {
    var loads: [(root: Double, weight: Double)] = []
    var contacts = 0.0
    for slot in interval.slots {
      for point in spread.points {
        let load = slot.traffic.load * point.multiplier
        guard load < Self.largestLoad else { return nil }
        let weight = slot.contacts * point.multiplier * point.weight
        contacts += weight
        loads.append((load.squareRoot() / width, weight))
      }
    }
    guard contacts > 0, let least = loads.map(\.root).min(), let most = loads.map(\.root).max() else { return nil }
    let range = Int(least)..<Int(most) + 1
    var weights = [Double](repeating: 0, count: range.count * Self.count)
    for load in loads {
      let panel = Int(load.root)
      let first = (panel - range.lowerBound) * Self.count
      let place = 2 * (load.root - Double(panel)) - 1
      Self.spread(load.weight / contacts, at: place, onto: &weights, from: first)
    }
    return Nodes(panels: range, weights: weights)
  }

  /// Puts a weight on the points of its panel, so that the sum over them is that of the interpolating polynomial.
  private static func spread(_ weight: Double, at place: Double, onto weights: inout [Double], from first: Int) {
    let (points, scales) = (points, scales)
    var shares = SIMD16<Double>.zero
    var total = 0.0
    for index in 0..<count {
      let distance = place - points[index]
      guard abs(distance) > 1e-14 else {
        weights[first + index] += weight
        return
      }
      shares[index] = scales[index] / distance
      total += shares[index]
    }
    let scale = weight / total
    for index in 0..<count { weights[first + index] += scale * shares[index] }
  }

  /// What the contacts meet with each of a run of staffs.
  func figures(_ nodes: Nodes, agents: ClosedRange<Int>) -> [ServiceFigures] {
    var sums = [SIMD4<Double>](repeating: .zero, count: agents.count)
    for (number, panel) in nodes.panels.enumerated() {
      learn(agents, panel)
      let first = number * Self.count
      let (places, values) = (panels[panel].places, panels[panel].values)
      nodes.weights.withUnsafeBufferPointer { weights in
        values.withUnsafeBufferPointer { values in
          for (index, staff) in agents.enumerated() {
            let place = places[staff]
            var sum = SIMD4<Double>.zero
            for point in 0..<Self.count { sum += weights[first + point] * values[place + point] }
            sums[index] += sum
          }
        }
      }
    }
    return sums.map { sum in
      var figures = ServiceFigures()
      (figures.serviceLevel, figures.abandonment) = (sum[0], sum[1])
      (figures.offeredWaitWithin, figures.shortAbandonment) = (sum[2], sum[3])
      figures.meanWait = sum[1] * model.patience
      return figures
    }
  }

  /// Asks the model about the staffs that a panel doesn't know.
  private func learn(_ agents: ClosedRange<Int>, _ panel: Int) {
    if panels[panel].places.count <= agents.upperBound {
      panels[panel].places += Array(repeating: -1, count: agents.upperBound + 8 - panels[panel].places.count)
    }
    guard let first = agents.first(where: { panels[panel].places[$0] < 0 }),
      let last = agents.last(where: { panels[panel].places[$0] < 0 })
    else { return }
    let begin = panels[panel].values.count
    panels[panel].values += Array(repeating: .zero, count: (last - first + 1) * Self.count)
    for staff in first...last { panels[panel].places[staff] = begin + (staff - first) * Self.count }
    for point in 0..<Self.count {
      let root = (Double(panel) + (Self.points[point] + 1) / 2) * width
      var here = [ServiceFigures](repeating: ServiceFigures(), count: last - first + 1)
      model.addFigures(
        of: Traffic(load: root * root, handleTime: handleTime), agents: first...last, answeredWithin: seconds,
        weight: 1, to: &here)
      for (offset, figures) in here.enumerated() {
        panels[panel].values[begin + offset * Self.count + point] = SIMD4(
          figures.serviceLevel, figures.abandonment, figures.offeredWaitWithin, figures.shortAbandonment)
      }
    }
  }
}
