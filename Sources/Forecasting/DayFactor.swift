#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// One of the factors that make a day's contacts, as a logarithm, so that factors add up.
struct DayFactor {
  /// What it is for, in the order in which it is told.
  enum Kind: String, CaseIterable {
    case base, weekday, month, season, closure, holiday, driver, recent
  }

  var kind: Kind
  var logarithm: Double

  /// What a regression says of a day.
  static func of(_ regression: DayRegression, on day: DayTraits, openWeekdays: [Int]) -> [DayFactor] {
    let usual = regression.meanEffect(of: openWeekdays)
    return [DayFactor(kind: .base, logarithm: regression.base + usual)]
      + regression.effects(on: day).map { effect in
        DayFactor(kind: Kind(effect.block), logarithm: effect.value - (effect.block == .weekday ? usual : 0))
      }
  }
}

extension DayFactor.Kind {
  fileprivate init(_ block: DayRegression.Block) {
    switch block {
    case .weekday: self = .weekday
    case .month, .turn: self = .month
    case .closure: self = .closure
    case .holiday: self = .holiday
    case .season: self = .season
    case .driver: self = .driver
    }
  }
}
