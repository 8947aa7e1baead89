// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nothing here is built with the product. Times are those of `-c release`.

let package = Package(
  name: "rota-benchmarks",
  dependencies: [.package(name: "rota", path: "..")],
  targets: [
    .executableTarget(
      name: "rota-bench",
      dependencies: [
        .product(name: "RotaCalendars", package: "rota"),
        .product(name: "RotaDemand", package: "rota"),
        .product(name: "RotaOptimization", package: "rota"),
        .product(name: "RotaRosters", package: "rota"),
        .product(name: "RotaRostering", package: "rota"),
        .product(name: "RotaSimulation", package: "rota"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
