internal import Rostering
public import Tables

/// Project → the data of `models/tours.mod`: what `rota plan` solves, for other solvers.
public struct TourModelStage: Stage {
  var pipeline: Pipeline
  var neighbours: Neighbours

  /// More columns than glpsol deals with in an evening.
  private static let manyColumns = 20_000

  /// - Parameter neighbours: the plans beside the weeks that are meant.
  public init(_ pipeline: Pipeline, neighbours: Neighbours = .none) {
    self.pipeline = pipeline
    self.neighbours = neighbours
  }

  public func run() throws(Diagnostic) -> ModelFiles {
    let demand = try pipeline.demand()
    let request = pipeline.request(for: demand, neighbours: neighbours)
    let model = try tourModelData(request, comment: "glpsol --model tours.mod --data tours.dat")
    var warnings = pipeline.project.warnings + demand.warnings
    if model.columns > Self.manyColumns {
      warnings.append(
        Diagnostic(
          "model.large", "the program of the tours has \(model.columns) columns, one for each duty and break place",
          cure: "Export a project with fewer people or a coarser 'step', or solve its linear relaxation alone.",
          severity: .warning))
    }
    return ModelFiles(week: pipeline.week, warnings: warnings, files: [("tours.dat", model.text)])
  }
}
