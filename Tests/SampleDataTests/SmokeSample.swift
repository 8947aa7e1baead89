import Testing

@testable import SampleData

@Test("the module loads") func moduleLoads() {}
