internal import Tables
internal import Words

/// A share in percent that stands beside a limit.
enum ShareText {
  /// With two decimals, or as many more (up to eight) as it takes to lie on the same side of `limit` as the share itself:
  /// what misses 80 % must not read 80.00 %.
  ///
  /// - Parameters:
  ///   - share: 0…1.
  ///   - limit: 0…1; nil = none.
  static func text(_ share: Double, against limit: Double?) -> String {
    var places = 2
    if let limit, abs(share - limit) > 1e-12 {
      while places < 8, rounded(share, places) == rounded(limit, places) { places += 1 }
    }
    return Words.plain.share(share, places: places)
  }

  private static func rounded(_ share: Double, _ places: Int) -> String {
    Words.plain.short(share * 100, places: places)
  }
}
