internal import Calendars
internal import Tables

/// A tidy table of a plan, whatever it is written as: a row a thing, a column a fact, a type a column.
struct TidyTable {
  /// `shifts`
  let name: String
  let columns: [TidyColumn]
  /// Gives each row, with a cell a column, in order.
  let eachRow: (_ row: ([TidyCell]) -> Void) -> Void

  var csv: CSVText {
    var text = CSVText(header: columns.map(\.name))
    eachRow { text.append($0.map(\.field)) }
    return text
  }
}

struct TidyColumn: Hashable {
  enum Kind: Hashable {
    case text, date, local, moment, whole, decimal, flag
  }

  let name: String
  let kind: Kind
  /// `min`, `s`, `EUR`; nil where there is none.
  let unit: String?
  /// A sentence without a full stop.
  let meaning: String

  init(_ name: String, _ kind: Kind, unit: String? = nil, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
  }
}

enum TidyCell: Hashable {
  case text(String)
  case date(CivilDate)
  /// On a wall clock, with the offset where there is a place for it.
  case local(Instant, Zone)
  case moment(Instant)
  case whole(Int)
  /// At most `places` digits after the point; empty for nil and where it is not finite.
  case decimal(Double?, places: Int)
  case flag(Bool)
  case empty

  static func text(_ text: String?) -> TidyCell { text.map { .text($0) } ?? .empty }

  fileprivate var field: CSVField {
    switch self {
    case .text(let text): .text(text)
    case .date(let date): .text(date.description)
    case .local(let instant, let zone): .text(zone.localText(of: instant))
    case .moment(let instant): .text(instant.utcText)
    case .whole(let number): .integer(number)
    case .decimal(let number, let places): CSVField(number, places: places)
    case .flag(let value): .flag(value)
    case .empty: .empty
    }
  }
}

/// The tables of a plan's folder, in its order.
func planTables(_ index: PlanIndex) -> [TidyTable] {
  [shiftsTable(index), activitiesTable(index), coverageTable(index.plan), hoursTable(index)]
}
