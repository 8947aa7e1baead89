internal import Foundation

/// The temperature of an annealing: it falls geometrically from the first to the last over the budget.
///
/// Source: Kirkpatrick, Gelatt & Vecchi, *Optimization by Simulated Annealing*, Science 220 (1983).
public struct Cooling: Sendable {
  private let first: Double
  private let ratio: Double

  /// - Parameters: temperatures above 0, in the units of the objective.
  public init(from first: Double, to last: Double) {
    self.first = first
    ratio = last / first
  }

  /// - Parameter used: share of the budget, 0…1 (`SearchBudget.used`).
  public func temperature(at used: Double) -> Double { first * pow(ratio, used) }
}

extension SeededGenerator {
  /// Whether an annealing takes a change of its objective (Metropolis): always one that costs nothing, else by a draw.
  public mutating func accepts(change: Double, at temperature: Double) -> Bool {
    change <= 0 || nextUnit() < exp(-change / temperature)
  }
}
