// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets, apart from the project's own package: they need unsafe flags, which a package that others depend on must
// not have. `run.sh` builds everything with the same flags, so that the libraries too report which branches were taken.
//
// A new target: a folder under `Sources`, a line here, a line in `run.sh` and in `FuzzMain`, and seeds
// under `Seeds`.

let sanitizers = ["-sanitize=fuzzer,address"]

/// An executable whose entry is libFuzzer's and which feeds it to `LLVMFuzzerTestOneInput`.
func fuzzTarget(_ name: String, on products: [String], with targets: [Target.Dependency] = []) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzMain"] + targets + products.map { .product(name: $0, package: "rota") },
    swiftSettings: [.unsafeFlags(sanitizers + ["-parse-as-library"])],
    linkerSettings: [.unsafeFlags(sanitizers)])
}

let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "rota", path: "../..")],
  targets: [
    .target(name: "FuzzMain"),
    // A sound project in memory, of which the targets replace one file.
    .target(
      name: "FuzzSupport", dependencies: ["RotaCalendars", "RotaPlanning"].map { .product(name: $0, package: "rota") }),
    fuzzTarget("FuzzCSV", on: ["RotaCalendars"]),
    fuzzTarget("FuzzTime", on: ["RotaCalendars"]),
    fuzzTarget("FuzzCalendar", on: ["RotaCalendars"]),
    fuzzTarget("FuzzZones", on: ["RotaCalendars"]),
    fuzzTarget("FuzzTickets", on: ["RotaCalendars", "RotaDemand"]),
    fuzzTarget("FuzzHistory", on: ["RotaCalendars", "RotaDemand"]),
    fuzzTarget("FuzzProject", on: ["RotaCalendars", "RotaPlanning"], with: ["FuzzSupport"]),
    fuzzTarget("FuzzPlan", on: ["RotaCalendars", "RotaPlanning", "RotaSimulation"]),
    fuzzTarget("FuzzFutures", on: ["RotaCalendars", "RotaPlanning"], with: ["FuzzSupport"]),
    fuzzTarget("FuzzTables", on: ["RotaCalendars", "RotaDemand", "RotaPlanning"], with: ["FuzzSupport"]),
    fuzzTarget("FuzzWorkbook", on: ["RotaCalendars", "RotaWorkbooks"]),
    fuzzTarget("FuzzValues", on: ["RotaCalendars", "RotaDemand", "RotaPlanning"]),
  ],
  swiftLanguageModes: [.v6]
)
