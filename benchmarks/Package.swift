// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing here is built with the product. Times are those of `-c release`.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Libraries of the product.
func rota(_ names: String...) -> [Target.Dependency] { names.map { .product(name: $0, package: "rota") } }

let package = Package(
  name: "rota-benchmarks",
  dependencies: [.package(name: "rota", path: "..")],
  targets: [
    // Named people on whole days, head counts wanted by shift type: the form of most public rostering instances.
    .target(name: "Rosters", dependencies: rota("RotaCalendars", "RotaOptimization"), swiftSettings: strict),
    // Invented teams, staffed and played: the product's own helper for tests, through a link.
    .target(
      name: "StaffedTeams", dependencies: rota("RotaCalendars", "RotaDemand", "RotaSimulation"),
      swiftSettings: strict),
    .executableTarget(
      name: "rota-bench",
      dependencies: ["Rosters", "StaffedTeams"]
        + rota("RotaCalendars", "RotaDemand", "RotaOptimization", "RotaRostering", "RotaSimulation"),
      swiftSettings: strict),
    // The product's own helpers for tests, through a link.
    .target(name: "Verification", path: "Tests/Verification", swiftSettings: strict),
    .testTarget(
      name: "RostersTests", dependencies: ["Rosters", "Verification"] + rota("RotaCalendars", "RotaOptimization"),
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
