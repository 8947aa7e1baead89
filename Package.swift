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

let package = Package(
  name: "rota",
  products: [
    .executable(name: "rota", targets: ["rota"]),
    .library(name: "RotaCalendars", targets: ["Tables", "Calendars"]),
    .library(name: "RotaDemand", targets: ["Tickets", "Forecasting", "Staffing"]),
    .library(name: "RotaOptimization", targets: ["Optimization"]),
    .library(name: "RotaRostering", targets: ["Shifts", "Rostering"]),
    .library(name: "RotaSimulation", targets: ["Simulation"]),
    .library(name: "RotaRosters", targets: ["Rosters"]),
    .library(name: "RotaPlanning", targets: ["Publishing", "Checking", "Planning"]),
  ],
  targets: [
    // The solver.
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
    .target(name: "GLPKBridge", dependencies: ["CGLPK"], linkerSettings: [.linkedLibrary("glpk")]),
    stage("Optimization", on: ["GLPKBridge"]),
    // Calls of the operating system that Swift can't make itself: swapping two folders in one step, and what a handler of
    // signals may do.
    .target(name: "PlatformBridge"),
    // From bytes to required agents.
    stage("Tables"),
    stage("Calendars", on: ["Tables"]),
    stage("Tickets", on: ["Calendars", "Tables"]),
    stage("Forecasting", on: ["Tickets", "Calendars", "Tables"]),
    stage("Staffing", on: ["Forecasting", "Calendars", "Tables"]),
    // From required agents to a rota.
    stage("Shifts", on: ["Optimization", "Calendars", "Tables"]),
    stage("Rostering", on: ["Shifts", "Optimization", "Calendars", "Tables"]),
    // Plays a rota against random demand. Needs no more than numbers: it must not know how the rota was made.
    stage("Simulation", on: ["Optimization"]),
    // Named people on whole days, one shift type a day: a roster where head counts are wanted by type.
    stage("Rosters", on: ["Optimization", "Tables"]),
    // From a rota to what people see.
    stage("Publishing", on: ["Simulation", "Rostering", "Shifts", "Staffing", "Calendars", "Tables"]),
    // Reads what people hold (plan.json and the files beside it) with its own arithmetic.
    stage("Checking", on: ["Publishing", "Simulation", "Rostering", "Shifts", "Staffing", "Calendars", "Tables"]),
    stage(
      "Planning",
      on: [
        "Checking", "Publishing", "Simulation", "Rostering", "Shifts", "Staffing", "Forecasting", "Tickets",
        "Optimization",
        "Calendars", "Tables", "PlatformBridge",
      ]),
    // Invented projects from a seed: what `rota init` and `sample-data/` are made of.
    stage("SampleData", on: ["Optimization", "Calendars", "Tables"]),
    .executableTarget(
      name: "rota",
      dependencies: [
        "Planning", "SampleData", "Publishing", "Simulation", "Rostering", "Shifts", "Staffing", "Forecasting",
        "Tickets",
        "Optimization",
        "Calendars", "Tables", "PlatformBridge",
      ], swiftSettings: strict),
    // What every test target shares: seeded random numbers, the benchmark data's place, small enumerations.
    .target(name: "Verification", path: "Tests/Verification", swiftSettings: strict),
    tests(of: "Optimization"),
    tests(of: "Tables"),
    tests(of: "Calendars", on: ["Tables"]),
    tests(of: "Tickets", on: ["Calendars", "Tables"]),
    tests(of: "Forecasting", on: ["Optimization", "Tickets", "Calendars", "Tables"]),
    tests(of: "Staffing", on: ["Forecasting", "Optimization", "Calendars", "Tables"]),
    tests(of: "Shifts", on: ["Optimization", "Calendars", "Tables"]),
    tests(of: "Rostering", on: ["Shifts", "Optimization", "Calendars", "Tables"]),
    tests(of: "Simulation", on: ["Staffing", "Optimization"]),
    tests(of: "Rosters", on: ["Optimization", "Tables"]),
    tests(of: "Publishing", on: ["Rostering", "Shifts", "Calendars", "Tables"]),
    tests(
      of: "Checking",
      on: [
        "Planning", "SampleData", "Publishing", "Rostering", "Shifts", "Staffing", "Optimization", "Calendars",
        "Tables",
      ]),
    tests(
      of: "Planning",
      on: ["Publishing", "Rostering", "Shifts", "Staffing", "Forecasting", "Tickets", "Calendars", "Tables"]),
    tests(of: "SampleData", on: ["Planning", "Optimization", "Calendars", "Tables"]),
    // Bends documents and gives them to their readers, in a process of its own: a trap ends it, and is named.
    .executableTarget(
      name: "mutations",
      dependencies: [
        "Planning", "Publishing", "Simulation", "Rostering", "Staffing", "Forecasting", "Tickets", "Optimization",
        "Calendars", "Tables",
      ], path: "Tests/Mutations", exclude: ["run.sh"], swiftSettings: strict),
    tests(
      of: "rota", on: ["SampleData", "Planning", "Publishing", "Rostering", "Calendars", "Tables", "mutations"]),
  ],
  swiftLanguageModes: [.v6]
)
