public import Foundation

/// The benchmark data: real histories, reference values and public instances, found through `ROTA_DATA` or beside the
/// project. Tests that need it skip with a message where it is absent:
/// `@Test(.enabled(if: BenchmarkData.isPresent, BenchmarkData.absence))`.
public enum BenchmarkData {
  public static let absence: Comment = "the benchmark data is not here; set ROTA_DATA to its folder"

  /// The folder, nil when it is not on this machine.
  public static var folder: URL? {
    if let path = ProcessInfo.processInfo.environment["ROTA_DATA"] { return existing(URL(filePath: path)) }
    let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent()
    return existing(package.deletingLastPathComponent().appending(path: "shared/data"))
  }

  public static var isPresent: Bool { folder != nil }

  /// A file of the benchmark data, nil when absent.
  public static func file(_ path: String) -> URL? { folder.flatMap { existing($0.appending(path: path)) } }

  private static func existing(_ url: URL) -> URL? { FileManager.default.fileExists(atPath: url.path) ? url : nil }
}

extension BenchmarkData { public typealias Comment = String }
