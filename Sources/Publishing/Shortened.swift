extension String {
  /// At most `limit` UTF-16 units, the last of them `…` where there was more.
  func shortened(to limit: Int) -> String {
    guard utf16.count > limit else { return self }
    var text = self
    while text.utf16.count >= limit { text.removeLast() }
    return text + "…"
  }
}
