internal import Calendars

/// How a template writes dates and times: `dd/MM/yyyy`, `h:mm a`, `yyyy-MM-dd'T'HH:mm:ssxxx`.
/// - SeeAlso: Unicode Technical Standard 35, "Date Field Symbols", of which these are a part.
struct TimePattern: Hashable {
  private enum Part: Hashable {
    case text(String)
    case field(String)
  }

  /// What a pattern may hold, with what it says.
  static let fields = ["yyyy", "yy", "MM", "M", "dd", "d", "EEE", "HH", "H", "hh", "h", "mm", "ss", "a", "xxx"]

  private let parts: [Part]

  static let dateFields = fields.filter { !clockFields.contains($0) }
  private static let clockFields: Set<String> = ["HH", "H", "hh", "h", "mm", "ss", "a", "xxx"]

  /// - Throws: where it is empty, a run of letters is none of `fields` or a quote isn't closed; where it holds a time of
  ///   day for a date; where nobody could have meant it: twelve hours without AM and PM, a month where minutes belong.
  init(_ text: String, isOfDate: Bool = false) throws(PlaceholderFault) {
    guard !text.isEmpty else { throw PlaceholderFault("the pattern is empty") }
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "'" {
        guard let end = rest.dropFirst().firstIndex(of: "'") else { throw PlaceholderFault("a quote isn't closed") }
        let quoted = rest[rest.index(after: rest.startIndex)..<end]
        parts.append(.text(quoted.isEmpty ? "'" : String(quoted)))
        rest = rest[rest.index(after: end)...]
      } else if first.isLetter {
        let run = String(rest.prefix { $0 == first })
        guard Self.fields.contains(run) else { throw PlaceholderFault("'\(run)' is no part of a pattern") }
        if isOfDate, Self.clockFields.contains(run) {
          throw PlaceholderFault("'\(run)' is a part of a time, and this is a date (MM is the month)")
        }
        parts.append(.field(run))
        rest = rest.dropFirst(run.count)
      } else {
        parts.append(.text(String(first)))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
    let has = { (fields: String...) in fields.contains { parts.contains(.field($0)) } }
    if has("hh", "h"), !has("a") { throw PlaceholderFault("'h' counts to twelve: write H, or add a for AM and PM") }
    if hasClock, has("MM", "M"), !has("d", "dd") { throw PlaceholderFault("'MM' is the month: minutes are mm") }
  }

  /// Whether a time written so says which pass of a repeated hour it means.
  var hasOffset: Bool { parts.contains(.field("xxx")) }
  /// Whether it says a time of day.
  var hasClock: Bool { parts.contains { [.field("HH"), .field("H"), .field("hh"), .field("h")].contains($0) } }

  /// - Parameter offset: seconds east of UTC; nil for a date without a clock.
  func text(_ civil: CivilTime, offset: Int?) -> String {
    let (year, month, day) = civil.date.parts
    let hour = civil.secondOfDay / 3_600
    let twelfth = (hour + 11) % 12 + 1
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field("yyyy"): padded(year, to: 4)
      case .field("yy"): padded(year % 100, to: 2)
      case .field("MM"): padded(month, to: 2)
      case .field("M"): String(month)
      case .field("dd"): padded(day, to: 2)
      case .field("d"): String(day)
      case .field("EEE"): civil.date.weekday.shortTitle
      case .field("HH"): padded(hour, to: 2)
      case .field("H"): String(hour)
      case .field("hh"): padded(twelfth, to: 2)
      case .field("h"): String(twelfth)
      case .field("mm"): padded(civil.minuteOfDay % 60, to: 2)
      case .field("ss"): padded(civil.secondOfDay % 60, to: 2)
      case .field("a"): hour < 12 ? "AM" : "PM"
      case .field: offset.map(Zone.offsetText) ?? ""
      }
    }.joined()
  }
}
