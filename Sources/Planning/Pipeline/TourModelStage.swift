public import Calendars
internal import Rostering
public import Tables

/// Project → the data of `models/tours.mod`: what `rota plan` solves, for other solvers.
public struct TourModelStage: Sendable {
  public let week: ISOWeek
  public private(set) var warnings: [Diagnostic]
  /// The data file.
  public let text: String

  /// More columns than glpsol deals with in an evening.
  private static let manyColumns = 20_000

  /// - Parameter neighbours: the plans beside the weeks that are meant.
  public init(
    project: Project, week: ISOWeek?, weeks: Int, neighbours: Neighbours = .none
  ) throws(Diagnostic) {
    let horizon = try Horizon(project: project, week: week, weeks: weeks)
    let project = project.atOpenDesks(in: horizon).bookingAbsences(in: horizon)
    var warnings = project.warnings
    let demand = try DemandStage(project: project, horizon: horizon).run(warnings: &warnings)
    let request = RequestStage(project: project, horizon: horizon, neighbours: neighbours).request(for: demand)
    let model = try tourModelData(request, comment: "glpsol --model tours.mod --data tours.dat")
    if model.columns > Self.manyColumns {
      warnings.append(
        Diagnostic(
          "model.large", "the program of the tours has \(model.columns) columns, one for each duty and break place",
          cure: "Export a project with fewer people or a coarser 'step', or solve its linear relaxation alone.",
          severity: .warning))
    }
    self.week = horizon.week
    self.warnings = warnings
    text = model.text
  }
}
