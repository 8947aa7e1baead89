/// The arrival rate within intervals of which only the totals are known: linear in each, keeping its mean.
///
/// The slope is the central difference, limited so that the line never leaves the range of its neighbours (the
/// monotonised central limiter): no negative rates, no peaks that the data does not show, straight lines stay straight.
/// - SeeAlso: B. van Leer, *Towards the ultimate conservative difference scheme III*, Journal of Computational Physics 23
///   (1977).
enum RateReconstruction {
  /// The rise of the rate over one whole interval, in the unit of `means`.
  ///
  /// - Parameters:
  ///   - means: mean rate of each interval, ≥ 0; all of one width.
  ///   - isJoined: parallel to `means`: whether the interval follows directly on the one before (false for the first).
  ///     Where a neighbour is missing (an opening, a closing) the line to the other one is continued, not below 0.
  static func rises(means: [Double], isJoined: [Bool]) -> [Double] {
    means.indices.map { index in
      let before = isJoined[index] ? means[index] - means[index - 1] : nil
      let after = index + 1 < means.count && isJoined[index + 1] ? means[index + 1] - means[index] : nil
      switch (before, after) {
      case (let before?, let after?):
        guard before * after > 0 else { return 0 }
        let size = min(abs(before + after) / 2, 2 * min(abs(before), abs(after)))
        return before > 0 ? size : -size
      case (let one?, nil), (nil, let one?): return max(-2 * means[index], min(2 * means[index], one))
      case (nil, nil): return 0
      }
    }
  }
}
