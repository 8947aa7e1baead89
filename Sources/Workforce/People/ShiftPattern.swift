public import Calendars

/// Which duties somebody has in which week, in turn: early ones in one week, late ones in the next.
public struct ShiftPattern: Hashable, Codable, Sendable {
  public var name: String
  /// The Monday of a first week.
  public var from: CivilDate
  /// The weeks of a turn: of each what is worked on all of its dates, or on each of the seven from Monday on.
  public var weeks: [[Day]]
  /// Currency units for each duty that isn't the pattern's; nil where there is to be none.
  public var price: Double?

  /// What a duty is by its site's clock.
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable { case early, late, night, any }

  /// What may be worked on a date; nothing is a day off.
  public struct Day: Hashable, Codable, Sendable {
    public var kinds: [Kind]
    public var templates: [TemplateID]

    public init(kinds: [Kind] = [], templates: [TemplateID] = []) {
      self.kinds = kinds
      self.templates = templates
    }
  }

  public init(name: String, from: CivilDate, weeks: [[Day]], price: Double? = nil) {
    self.name = name
    self.from = from
    self.weeks = weeks
    self.price = price
  }

  /// How many weeks a turn can have.
  public static let turn = 1...52
  /// What its costs are called beside those of the table of rules.
  public static let ruleName = "pattern"

  /// What may be worked on a date.
  public func day(on date: CivilDate) -> Day {
    guard !weeks.isEmpty else { return Day(kinds: [.any]) }
    let days = date - from
    let week = (days - ((days % 7) + 7) % 7) / 7
    let entries = weeks[((week % weeks.count) + weeks.count) % weeks.count]
    let place = entries.count > 1 ? date.weekday.index : 0
    return entries.indices.contains(place) ? entries[place] : Day()
  }
}

extension ShiftPattern.Day {
  /// `early or late`, `off`.
  public var words: String {
    let names = kinds.map(\.rawValue) + templates.map { "'\($0)'" }
    return names.isEmpty ? "off" : names.joined(separator: " or ")
  }
}

extension ShiftPattern {
  /// `week 1 early, week 2 late or night`.
  public var words: String {
    let texts = weeks.enumerated().map { number, days in
      let text =
        days.count == 1
        ? days[0].words
        : zip(Weekday.allCases, days).map { "\($0.shortTitle) \($1.words)" }.joined(separator: " ")
      return weeks.count == 1 ? text : "week \(number + 1) \(text)"
    }
    return texts.joined(separator: ", ")
  }
}
