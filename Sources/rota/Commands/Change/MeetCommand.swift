internal import Calendars
internal import Planning
internal import Plans
internal import Tables
internal import Workforce

/// `rota meet`: meetings, training and one-to-ones in a plan.
struct MeetCommand: Command {
  static let file = Argument(
    "FILE", .file, count: .optional,
    "The meetings: id, title, kind, people, length, earliest, latest, days, repeats, paid.")
  static let remove = Option(
    "remove", .name("ID", "a meeting's id"), repeats: true, "Take a meeting out, with all its dates that haven't begun."
  )

  static let spec = CommandSpec(
    "meet", summary: "place meetings, training and one-to-ones where they cost the least service",
    discussion: [
      """
      Each meeting of FILE gets the day and time at which all its people are on duty, not on a break and in nothing else, \
      and at which the heads taken out of their queues cost least by the plan's own prices. Coverage, service, calendars and \
      the report see it; duties and breaks stay. Whoever is away all week is left out. What is right already stays, so that \
      the same file again changes nothing.
      """,
      """
      Exit status 1 says that the people of a meeting can't be together; the best time for most of them is said, and the \
      other meetings are placed. In FILE people are IDs, skill:QUEUE, site:SITE or all; kind is meeting, training or \
      one-to-one; repeats is once or weekly; times are those of the first person named.
      """,
    ],
    arguments: [ChangeOptions.plan.spec, file.spec], options: [remove.spec] + ChangeOptions.all,
    examples: [
      .init("rota meet desk/plans/2026-W49 desk/meetings.csv", "Find a time for each."),
      .init("rota meet desk/plans/2026-W49 --remove weekly-team", "Take a meeting out again."),
    ])

  private let arguments: ParsedArguments
  let path: String
  let file: String?
  let removed: [String]

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    path = try arguments.required(ChangeOptions.plan)
    file = arguments[Self.file]
    removed = arguments.all(Self.remove)
    if file == nil, removed.isEmpty {
      throw UsageError.conflict("nothing is to be placed", "Name a file of meetings, or an id with --remove.")
    }
    if file == "-", path == "-" {
      throw UsageError.conflict("plan and meetings can't both be standard input", "Name a file for one of them.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let job = try ChangeJob(path, arguments, readsProject: false, on: console)
    let meetings = try file.map { file throws(Diagnostic) in
      try MeetingFile.read(try CommandFiles.table(file, on: console), file: file, for: job.plan.request)
    }
    let changer = job.changer("meet")
    let answer = try changer.meet(
      meetings ?? [], removing: removed, beside: job.activitiesBeside, from: job.from)
    if answer.isChanged { try job.put(answer.revised, why: reason(in: answer)) }
    try MeetingText(answer: answer, folder: answer.isChanged ? job.target.path : nil).show(on: console)
    return answer.isComplete ? .done : .answerIsNo
  }

  /// Which meetings a person's date is another one for.
  private func reason(in answer: MeetingAnswer) -> (PersonID, CivilDate) -> String? {
    let (former, plan) = (answer.revised.former, answer.revised.plan)
    let (old, new) = (Set(former.rota.activities ?? []), Set(plan.rota.activities ?? []))
    let changed = old.symmetricDifference(new)
    return { person, date in
      let titles = changed.filter { one in
        guard one.person == person else { return false }
        return plan.rota.duties.contains {
          $0.person == person && $0.duty.date == date && $0.duty.start <= one.start && one.start < $0.duty.end
        }
      }.map(\.title)
      return titles.isEmpty ? nil : Set(titles).sorted().joined(separator: ", ")
    }
  }
}
