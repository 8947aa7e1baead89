/// What the relaxations of one solve may take where its search is limited by moves: simplex steps, counted instead of
/// timed, so that the same is done on every machine.
///
/// A step of a program with more rows takes longer, so that steps count by rows; a round of pricing counts as a few.
final class RelaxationEffort {
  /// Steps × rows.
  private var left: Double
  private static let stepsOfRound = 20

  /// - Parameter iterations: moves of the search. A small problem's relaxation converges with the least, a large one's is
  ///   cut short in proportion to the search.
  convenience init(iterations: Int) { self.init(limit: 4e7 + 2e4 * Double(iterations)) }

  /// - Parameter limit: steps × rows.
  init(limit: Double) { left = limit }

  /// How many steps a program of so many rows may take now; 0 where all is spent.
  func steps(rows: Int) -> Int { Int(max(0, min(1e9, left / Double(max(1, rows))))) }

  func spend(steps: Int, rows: Int) { left -= Double((steps + Self.stepsOfRound) * rows) }
}
