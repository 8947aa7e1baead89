internal import Tables

/// Zendesk Support's CSV export: 40 columns, times in the account's zone without an offset, no handle time.
///
/// `Resolution time` and `Full resolution time in minutes` are elapsed time and never used; `Replies` times the
/// planner's minutes for one is the best there is.
enum ZendeskTable {
  /// The export's own columns, where the planner names none.
  static func columns(_ map: ColumnMap, header: Header) -> ColumnMap {
    var map = map
    func known(_ name: String) -> String? { header.columns(named: name).count == 1 ? name : nil }
    map.created = map.created ?? known("Created at")
    map.id = map.id ?? known("ID")
    map.channel = map.channel ?? known("Via")
    map.group = map.group ?? known("Group")
    map.status = map.status ?? known("Status")
    map.tags = map.tags ?? known("Tags")
    map.replies = map.replies ?? known("Replies")
    return map
  }
}
