import Foundation
import Publishing
import Testing

/// Not a test of anything: writes the sample plans to a folder, to be looked at in a browser and opened by the scripts
/// of `Tests/Interchange`. Runs only when `ROTA_PREVIEW` names the folder.
@Suite struct PreviewTests {
  private static var folder: String? { ProcessInfo.processInfo.environment["ROTA_PREVIEW"] }

  @Test("sample plans are written for a look at them", .enabled(if: folder != nil, "ROTA_PREVIEW names no folder"))
  func preview() throws {
    let folder = URL(filePath: try #require(Self.folder))
    let plans = [
      ("tiny", try SamplePlans.tiny()), ("helpdesk", try SamplePlans.helpdesk()),
      ("centre", try SamplePlans.contactCentre()), ("sun", try SamplePlans.followTheSun()),
    ]
    for (name, plan) in plans {
      for file in try publishedFiles(of: plan) {
        let place = folder.appending(path: "\(name)/\(file.path)")
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: place)
      }
    }
  }
}
