import SampleData
import Tables

@testable import Planning

/// An invented project, in memory.
struct SampleFiles: ProjectFiles {
  let name = "the sample"
  private var texts: [String: String]

  init(_ template: SampleProject.Template) {
    texts = Dictionary(
      SampleProject(template).files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// The sample with a text of `rota.json` replaced.
  func replacing(_ old: String, by new: String) -> SampleFiles {
    var copy = self
    copy.texts["rota.json"] = texts["rota.json"]?.replacing(old, with: new)
    return copy
  }

  func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { texts[path].map { Array($0.utf8) } }

  func files(in folder: String) -> [String] {
    texts.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
  }
}
