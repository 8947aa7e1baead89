internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Tickets

/// Where the commands about forecasts get their history from, and what was read.
struct ForecastSource {
  /// What each queue's forecast is made from.
  var requests: [ForecastRequest]
  /// False for a history of wall-clock times in no known zone.
  var zoneIsKnown: Bool

  /// Reads a project or a file of counts, and the files that go with it.
  static func read(
    _ source: ForecastCommand.Source, job: ForecastJob, holidays: String?, drivers: [String], zone: Zone?,
    on console: Console
  ) throws(Diagnostic) -> ForecastSource {
    var job = job
    if let holidays {
      let read = try HolidayFile.read(try CommandFiles.read(holidays), file: holidays, zone: zone)
      for warning in read.warnings { console.report(warning) }
      job.holidays = read.holidays
    }
    for path in drivers { job.drivers += try DriverFile.read(try CommandFiles.read(path), file: path) }
    switch source {
    case .project(let folder):
      return ForecastSource(
        requests: try job.requests(project: try Project.read(try FolderFiles(folder))), zoneIsKnown: true)
    case .history(let file):
      let source = TicketSource(bytes: try CommandFiles.read(file), name: file == "-" ? "standard input" : file)
      let read = try importTickets([source], options: ImportOptions(zone: zone ?? .utc, interval: nil))
      for warning in read.report.warnings { console.report(warning) }
      for drop in read.report.dropped {
        let first = drop.examples.first
        console.report(
          Diagnostic(
            "forecast.rows-left-out",
            "\(drop.count) row\(drop.count == 1 ? "" : "s") left out, \(drop.reason.rawValue)"
              + (first.map { "; the first: \($0.text)" } ?? ""),
            at: first?.position, severity: .warning))
      }
      return ForecastSource(
        requests: try job.requests(histories: read.histories),
        zoneIsKnown: zone != nil || read.histories.contains { $0.zone != .utc })
    }
  }
}
