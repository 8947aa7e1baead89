internal import Plans

/// Words of pages and workbooks that are nowhere else.
enum PageWords {
  static let person = "Person"
  static func madeBy(_ index: PlanIndex) -> String { "Made by \(index.plan.tool)." }
}
