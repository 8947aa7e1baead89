internal import Tables

/// What the columns of the plan's tables say: a row a column, for whoever builds a model of them in Tableau or Power BI.
func dictionaryTable(_ index: PlanIndex) -> TidyTable {
  let columns = [
    TidyColumn("table", .text, "the file without .csv, the sheet of the workbook"),
    TidyColumn("column", .text, "the column's name"),
    TidyColumn("type", .text, "what its values are"),
    TidyColumn("unit", .text, "the unit of its numbers; empty where they have none"),
    TidyColumn("meaning", .text, "what it says"),
  ]
  return TidyTable(name: "dictionary", columns: columns) { row in
    for table in planTables(index) {
      for column in table.columns {
        row([
          .text(table.name), .text(column.name), .text(column.kind.words), .text(column.unit), .text(column.meaning),
        ])
      }
    }
  }
}

extension TidyColumn.Kind {
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .date: "date"
    case .local: "date and time with offset"
    case .moment: "date and time, UTC"
    case .whole: "whole number"
    case .decimal: "number"
    case .flag: "true or false"
    }
  }
}
