internal import Calendars
internal import Planning
internal import Tables
internal import Words

/// `rota zones`: which clock rules are used, and how clocks go by them.
struct ZonesCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, count: .optional, "The project folder; or give --zone.")
  static let zone = Option(
    "zone", .name("ZONE", "an IANA time zone such as Europe/Warsaw"), repeats: true,
    "A zone to show, with --from and --to, instead of a project's.")
  static let from = Option("from", .date, "With --zone: the first day, in UTC.")
  static let to = Option("to", .date, "With --zone: the day after the last, in UTC.")

  static let spec = CommandSpec(
    "zones", summary: "which clock rules are used, and what changes",
    discussion: [
      """
      Says whose clock rules are used: those named by --zone-rules, by 'zoneRules' in rota.json or by TZDIR, in this \
      order; else the newest of the system's and the program's own. Lists every change of each of the project's zones \
      from the first recorded interval to the end of the weeks that would be planned, and where another source says \
      otherwise.
      """
    ],
    arguments: [folder.spec], options: [zone.spec, from.spec, to.spec] + HorizonOptions.all,
    examples: [
      .init("rota zones desk", "The zones of a project."),
      .init("rota zones desk --zone-rules zoneinfo", "The same by the rules in a folder."),
      .init(
        "rota zones --zone Africa/Casablanca --zone Africa/Cairo --from 2026-01-01 --to 2028-01-01 --json",
        "Two years of two zones, as JSON."),
    ])

  /// What is surveyed.
  enum Subject: Equatable {
    case project(String)
    case zones([String], from: CivilDate, to: CivilDate)
  }

  var subject: Subject
  var week: ISOWeek?
  var weeks: Int

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    let names = arguments.all(Self.zone)
    switch (arguments[Self.folder], arguments[Self.from], arguments[Self.to]) {
    case (let folder, nil, nil) where names.isEmpty: subject = .project(folder ?? ".")
    case (nil, let from?, let to?) where !names.isEmpty && from < to: subject = .zones(names, from: from, to: to)
    default:
      throw UsageError.conflict(
        "a project's zones have the project's time; zones by name need theirs",
        "Give DIR alone, or '--zone' with '--from' and a later '--to'.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let survey: ZoneSurvey
    switch subject {
    case .project(let folder):
      let project = try Project.read(try FolderFiles(folder))
      for warning in project.warnings where warning.code.hasPrefix("zones.") { console.report(warning) }
      survey = try ZoneSurvey(of: project, week: week, weeks: weeks)
    case .zones(let names, let from, let to):
      var zones: [Zone] = []
      for name in names { zones.append(try Zone(name)) }
      survey = ZoneSurvey(of: zones, from: from, to: to)
    }
    if console.json {
      try console.answer(json: survey)
    } else {
      console.answer(ZonesText(survey: survey).text)
    }
    return .done
  }
}

/// What `rota zones` prints.
struct ZonesText {
  var survey: ZoneSurvey

  var text: String {
    let used = survey.used
    var lines = [
      "clock rules  \(used.words), \(used.namedBy ?? (survey.others.isEmpty ? "the only ones" : "the newest"))"
    ]
    for other in survey.others { lines.append("also there   \(other.words)") }
    for row in survey.zones {
      lines += ["", ([row.zone] + (row.usedBy.isEmpty ? [] : [": \(Words.plain.list(row.usedBy))"])).joined()]
      if row.source == nil { lines.append("  never changes") }
      if let source = row.source, source != used { lines.append("  by \(source.words)") }
      if row.source != nil { lines.append("  \(survey.from.utcText)  at \(Zone.offsetText(row.offset))") }
      for change in row.changes {
        lines.append(
          "  \(change.at.utcText)  \(Self.wall(change.at, change.from)) becomes \(Self.wall(change.at, change.to))")
      }
      for difference in row.differences {
        lines.append(
          "  \(difference.from.utcText) to \(difference.to.utcText): \(Zone.offsetText(difference.other)) by "
            + "\(difference.source.words)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `2026-11-01T02:00-07:00`
  private static func wall(_ instant: Instant, _ offset: Int) -> String {
    CivilTime(wallSeconds: instant.rawValue + offset).isoText + Zone.offsetText(offset)
  }
}
