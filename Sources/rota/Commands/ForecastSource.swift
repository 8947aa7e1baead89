internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Tickets
internal import Workforce

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
    let project: Project?
    var file = ""
    switch source {
    case .project(let folder): project = try Project.read(try FolderFiles(folder))
    case .history(let path):
      project = nil
      file = path
    }
    if let holidays {
      let bytes = try CommandFiles.table(holidays, on: console)
      let read = try HolidayFile.read(bytes, file: holidays, zone: zone ?? project?.zone)
      // Whole days are the same in every zone.
      if let project, let zone, try read == HolidayFile.read(bytes, file: holidays, zone: project.zone) {
        throw UsageError.conflict(ForecastCommand.idle(zone), ForecastCommand.idleCure)
      }
      for warning in read.warnings { console.report(warning) }
      job.holidays = read.holidays
    }
    func readDrivers(of queues: [QueueID]) throws(Diagnostic) {
      for path in drivers {
        job.drivers += try DriverFile.read(try CommandFiles.table(path, on: console), file: path, queues: queues)
      }
    }
    if let project {
      try readDrivers(of: project.queues.map(\.settings.id))
      for warning in job.warnings(project: project) where warning.isOfForecasts { console.report(warning) }
      return ForecastSource(requests: try job.requests(project: project), zoneIsKnown: true)
    }
    let source = TicketSource(bytes: try CommandFiles.table(file, on: console), name: CommandFiles.name(of: file))
    let read = try importTickets([source], options: ImportOptions(zone: zone ?? .utc, interval: nil))
    for warning in read.report.warnings { console.report(warning) }
    for warning in read.report.leftOut { console.report(warning) }
    try readDrivers(of: read.histories.map(\.queue))
    return ForecastSource(
      requests: try job.requests(histories: read.histories),
      zoneIsKnown: zone != nil || read.histories.contains { $0.zone != .utc })
  }
}

extension Diagnostic {
  /// Whether it is said beside a forecast: warnings, and which sources the forecast does without.
  var isOfForecasts: Bool { severity != .note || code.hasPrefix("history.source") }
}
