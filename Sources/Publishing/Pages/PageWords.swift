internal import Plans

/// Words of pages and workbooks that are nowhere else.
enum PageWords {
  static let person = "Person"
  static let clocksOfSheets = "In these sheets local times have no offset, and times in UTC no mark of it."
  static func madeBy(_ index: PlanIndex) -> String { "Made by \(index.plan.tool)." }
}
