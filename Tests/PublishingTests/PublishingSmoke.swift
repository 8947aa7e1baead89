import Testing

@testable import Publishing

@Test("the module loads") func moduleLoads() {}
