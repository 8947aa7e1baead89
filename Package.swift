// swift-tools-version: 6.2
import PackageDescription

// The stages, in the order in which data flows back through them: a target may only depend on targets listed above it.
// `Tables` stands below `Calendars` because holidays, too, arrive as CSV: the byte-level reader and the diagnostics
// that name file, row and column are needed by every stage that reads anything.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A stage of the pipeline: a library target with the settings that every stage shares.
func stage(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a stage.
func tests(of name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "Verification"] + dependencies,
    swiftSettings: strict)
}

/// The libraries, each with every module whose types its interface shows.
let libraries: KeyValuePairs = [
  "RotaCalendars": ["Tables", "Calendars"],
  "RotaDemand": ["Words", "Tickets", "Forecasting", "Workforce", "Requirements", "Calendars", "Tables"],
  "RotaWorkbooks": ["Workbooks", "Tables"],
  "RotaOptimization": ["Searching", "Optimization", "Tables"],
  "RotaRostering": [
    "Words", "Workforce", "ShiftStaffing", "Rostering", "Optimization", "Searching", "Calendars", "Tables",
  ],
  "RotaSimulation": ["Words", "Workforce", "Simulation", "Searching", "Calendars"],
  "RotaChecking": ["Words", "Plans", "Checking", "Workforce", "Searching", "Calendars", "Tables"],
  "RotaPublishing": ["Words", "Plans", "Publishing", "Workforce", "Searching", "Calendars", "Tables"],
  "RotaPlanning": [
    "Words", "Plans", "Publishing", "Checking", "Planning", "Scenarios", "Simulation", "Rostering", "ShiftStaffing",
    "Requirements", "Workforce", "Optimization", "Searching", "Forecasting", "Tickets", "Calendars", "Tables",
  ],
]

/// A program of a few lines that uses one of the libraries and nothing else of the package.
func example(_ folder: String, of library: String, named name: String) -> Target {
  .executableTarget(
    name: name, dependencies: libraries.first { $0.key == library }?.value.map { .byName(name: $0) } ?? [],
    path: "Tests/Examples/\(folder)", swiftSettings: strict)
}

let package = Package(
  name: "rota",
  products: [
    .executable(name: "rota", targets: ["rota"]), .executable(name: "rota-workbook", targets: ["rota-workbook"]),
  ]
    + libraries.map { .library(name: $0.key, targets: $0.value) },
  targets: [
    // Calls of the operating system that Swift can't make itself: swapping two folders in one step, threads that may be
    // refused, and what a handler of signals may do.
    .target(name: "PlatformBridge"),
    // What every search shares: threads, random numbers, the flag that stops it, and what its end proves.
    stage("Searching", on: ["PlatformBridge"]),
    // From bytes to contacts.
    stage("Tables"),
    stage("Calendars", on: ["Tables"]),
    // How numbers, shares and lengths of time are said to people. Importers and forecasts say sentences, too.
    stage("Words", on: ["Calendars", "Tables"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // Archives, unpacked as they are read.
    stage("Packing", on: ["Tables", "CZlib"]),
    stage("Tickets", on: ["Words", "Packing", "Calendars", "Tables"]),
    stage("Forecasting", on: ["Words", "Tickets", "Calendars", "Tables"]),
    // The words that planning, checking and publishing share: queues, sites, shifts, duties, people, a rota, its costs.
    stage("Workforce", on: ["Words", "Calendars", "Tables"]),
    // From contacts to required agents.
    stage("Requirements", on: ["Words", "Workforce", "Forecasting", "Calendars", "Tables"]),
    // The solver.
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
    .target(name: "GLPKBridge", dependencies: ["CGLPK"], linkerSettings: [.linkedLibrary("glpk")]),
    stage("Optimization", on: ["GLPKBridge", "Searching", "Tables"]),
    // From required agents to shifts without names, and to a rota.
    stage("ShiftStaffing", on: ["Workforce", "Optimization", "Searching", "Calendars", "Tables"]),
    stage("Rostering", on: ["Workforce", "Optimization", "Searching", "Calendars", "Tables"]),
    // Plays a rota against random demand. Needs no more than numbers: it must not know how the rota was made.
    stage("Simulation", on: ["Workforce", "Searching"]),
    // plan.json: what a plan says, how it is written, read and found sound in itself.
    stage("Plans", on: ["Workforce", "Searching", "Calendars", "Tables"]),
    // Reads what people hold (plan.json and the files beside it) with its own arithmetic. It links no solver, no search,
    // no model of a queue and nothing that writes the files: what it finds, it has worked out itself.
    stage("Checking", on: ["Words", "Plans", "Workforce", "Searching", "Calendars", "Tables"]),
    // From a rota to what people see.
    stage(
      "Publishing", on: ["Words", "Plans", "Simulation", "Workforce", "Searching", "Calendars", "Tables", "CZlib"]),
    stage(
      "Planning",
      on: [
        "Words",
        "Checking", "Publishing", "Plans", "Simulation", "Rostering", "ShiftStaffing", "Requirements", "Workforce",
        "Optimization", "Searching", "Forecasting", "Tickets", "Calendars", "Tables", "PlatformBridge",
      ]),
    // What if: changed copies of a project, compared, and sweeps over them.
    stage(
      "Scenarios",
      on: [
        "Words",
        "Planning", "Checking", "Publishing", "Plans", "Simulation", "Rostering", "ShiftStaffing", "Requirements",
        "Workforce", "Optimization", "Searching", "Forecasting", "Tickets", "Calendars", "Tables",
      ]),
    // Workbooks as tables of text. It stands on the toolchain's XML reader, which nothing else is linked with.
    stage("Workbooks", on: ["Packing", "Calendars", "Tables"]),
    // What `rota` runs where it is given a workbook.
    .executableTarget(name: "rota-workbook", dependencies: ["Workbooks", "Tables"], swiftSettings: strict),
    // Invented projects from a seed: what `rota init` and `sample-data/` are made of.
    stage("SampleData", on: ["Searching", "Calendars", "Tables"]),
    .executableTarget(
      name: "rota",
      dependencies: [
        "Words",
        "Scenarios", "Planning", "SampleData", "Checking", "Publishing", "Plans", "Simulation",
        "ShiftStaffing", "Requirements", "Workforce", "Optimization", "Searching", "Forecasting", "Tickets",
        "Packing", "Calendars", "Tables", "PlatformBridge",
      ], swiftSettings: strict),
    // What every test target shares: seeded random numbers, the benchmark data's place, small enumerations.
    .target(name: "Verification", path: "Tests/Verification", swiftSettings: strict),
    // A rota to bend, for the checker's rules and for what the search makes; a project folder in memory.
    .target(
      name: "RotaFixtures", dependencies: ["Checking", "Workforce", "Calendars", "Tables"], path: "Tests/RotaFixtures",
      swiftSettings: strict),
    .target(
      name: "ProjectFixtures", dependencies: ["Planning", "Tables"], path: "Tests/ProjectFixtures",
      swiftSettings: strict),
    // Invented teams, staffed by each rule and played for many days; the benchmarks use them, too.
    .target(
      name: "StaffedTeams",
      dependencies: ["Simulation", "Requirements", "Workforce", "Searching", "Forecasting", "Calendars"],
      path: "Tests/StaffedTeams", swiftSettings: strict),
    tests(of: "Searching"),
    tests(of: "Tables"),
    tests(of: "Calendars", on: ["Searching", "Tables"]),
    tests(of: "Words", on: ["Calendars"]),
    tests(of: "Packing", on: ["Searching", "Tables"]),
    tests(of: "Workbooks", on: ["Searching", "Calendars", "Tables"]),
    tests(of: "Tickets", on: ["Searching", "Calendars", "Tables", "CZlib"]),
    tests(of: "Forecasting", on: ["Searching", "Tickets", "Calendars", "Tables"]),
    tests(of: "Workforce", on: ["Calendars", "Tables"]),
    tests(of: "Requirements", on: ["Words", "Workforce", "Searching", "Forecasting", "Calendars", "Tables"]),
    tests(of: "Optimization", on: ["Searching"]),
    tests(of: "ShiftStaffing", on: ["Workforce", "Optimization", "Searching", "Calendars", "Tables"]),
    tests(
      of: "Rostering",
      on: ["RotaFixtures", "Checking", "Workforce", "Optimization", "Searching", "Calendars", "Tables"]),
    tests(of: "Simulation", on: ["StaffedTeams", "Workforce", "Requirements", "Searching"]),
    tests(of: "Plans", on: ["Searching"]),
    tests(
      of: "Checking",
      on: [
        "RotaFixtures", "SampleData", "Planning", "Publishing", "Plans", "Rostering", "Requirements", "Workforce",
        "Searching", "Calendars", "Tables",
      ]),
    tests(of: "Publishing", on: ["Words", "Plans", "Workforce", "Searching", "Calendars", "Tables", "CZlib"]),
    tests(
      of: "Planning",
      on: [
        "Words", "ProjectFixtures", "RotaFixtures", "Scenarios", "Checking", "Publishing", "Plans", "Simulation",
        "Rostering",
        "ShiftStaffing",
        "Requirements", "Workforce", "Optimization", "Searching", "Forecasting", "Tickets", "Calendars", "Tables",
      ]),
    tests(
      of: "Scenarios",
      on: [
        "ProjectFixtures", "Planning", "Publishing", "Plans", "Simulation", "Workforce", "Searching", "Forecasting",
        "Calendars", "Tables",
      ]),
    tests(of: "SampleData", on: ["Planning", "Tables"]),
    // Bends documents and gives them to their readers, in a process of its own: a trap ends it, and is named.
    .executableTarget(
      name: "mutations",
      dependencies: [
        "Scenarios", "Planning", "Publishing", "Plans", "Simulation", "Requirements", "Optimization", "Searching",
        "Forecasting", "Tickets", "Calendars", "Tables",
      ], path: "Tests/Mutations", exclude: ["run.sh"], swiftSettings: strict),
    // How a program of one's own uses each library; also the proof that checking and publishing link no solver.
    example("OpenHours", of: "RotaCalendars", named: "example-open-hours"),
    example("StaffQueue", of: "RotaDemand", named: "example-staff-queue"),
    example("SolveProgram", of: "RotaOptimization", named: "example-solve-program"),
    example("MakeRota", of: "RotaRostering", named: "example-make-rota"),
    example("PlayDay", of: "RotaSimulation", named: "example-play-day"),
    example("CheckPlan", of: "RotaChecking", named: "example-check"),
    example("PublishPlan", of: "RotaPublishing", named: "example-publish"),
    example("PlanWeek", of: "RotaPlanning", named: "example-plan-week"),
    tests(
      of: "rota",
      on: [
        "SampleData", "Planning", "Publishing", "Plans", "Workforce", "Optimization", "Searching", "Forecasting",
        "Words",
        "Calendars", "Tables", "mutations", "rota-workbook", "example-open-hours", "example-staff-queue",
        "example-solve-program",
        "example-make-rota", "example-play-day", "example-check", "example-publish", "example-plan-week",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
