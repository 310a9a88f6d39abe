// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "zabta",
  products: [
    .executable(name: "zabta", targets: ["zabta"]),
    .executable(name: "zabta-service", targets: ["zabta-service"]),
    .library(name: "ZabtaRuntime", targets: ["ZabtaRuntime"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Of the service only: building the compiler compiles none of these three.
    .package(url: "https://github.com/apple/swift-log", from: "1.6.4"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
  ],
  targets: [
    // One room per representation; the arrows between rooms are the ones of the README's table.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "ZabtaSyntax"),
    .target(name: "ZabtaRuntime"),
    .target(name: "ZabtaModel", dependencies: ["ZabtaSyntax", "ZabtaRuntime"]),
    .target(
      name: "ZabtaPages", dependencies: ["ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "CLibXML2"]),
    .target(
      name: "ZabtaBundle",
      dependencies: ["ZabtaRuntime", .product(name: "Crypto", package: "swift-crypto")],
      // The policy that `zabta export --to opa` writes; the rules themselves are its data.
      resources: ["answer", "calendar", "facts", "faults", "norms", "words"]
        .map { .embedInCode("Export/Rego/\($0).rego") }),
    .target(
      name: "ZabtaChanges",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ZabtaCompiler",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
      ],
      // The templates of a project that brings none; links to the ones in templates/.
      resources: [
        .embedInCode("Defaults/notice.html"), .embedInCode("Defaults/page.html"),
        .embedInCode("Defaults/theme.css"),
      ]),
    .executableTarget(
      name: "zabta",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
        "ZabtaCompiler",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "ZabtaFuzz",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
        "ZabtaCompiler", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "zabta-workshop",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
        "ZabtaCompiler", "ZabtaFuzz",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Decides over HTTP. It cannot reach the parser: error-tolerant trees have no place in a decision.
    .executableTarget(
      name: "zabta-service",
      dependencies: [
        "ZabtaRuntime", "ZabtaBundle",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      // What it says about itself; a link to the one in docs/.
      resources: [.embedInCode("openapi.json")]),
    .testTarget(name: "ZabtaSyntaxTests", dependencies: ["ZabtaSyntax"]),
    .testTarget(name: "ZabtaRuntimeTests", dependencies: ["ZabtaRuntime"]),
    .testTarget(
      name: "ZabtaModelTests", dependencies: ["ZabtaSyntax", "ZabtaRuntime", "ZabtaModel"]),
    .testTarget(
      name: "ZabtaPagesTests",
      dependencies: ["ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "CLibXML2"]),
    .testTarget(
      name: "ZabtaBundleTests",
      dependencies: [
        "ZabtaRuntime", "ZabtaBundle", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "ZabtaChangesTests",
      dependencies: ["ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaChanges"]),
    .testTarget(name: "CommandTests", dependencies: ["zabta"]),
    .testTarget(
      name: "ServiceTests",
      dependencies: [
        "ZabtaRuntime", "ZabtaBundle", "ZabtaFuzz", "zabta-service",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
      ]),
    .testTarget(name: "FuzzTests", dependencies: ["ZabtaRuntime", "ZabtaBundle", "ZabtaFuzz"]),
    .testTarget(
      name: "ProjectTests",
      dependencies: [
        "ZabtaSyntax", "ZabtaRuntime", "ZabtaModel", "ZabtaPages", "ZabtaBundle", "ZabtaChanges",
        "ZabtaCompiler",
      ]),
  ]
)

// What libFuzzer runs, for `bin/fuzz` alone: it links only with the fuzzer's own library.
if Context.environment["ZABTA_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "zabta-fuzz", dependencies: ["ZabtaBundle", "ZabtaFuzz"],
      path: "Tests/Fuzz/libFuzzer", swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .treatAllWarnings(as: .error),
    ]
  // In the service the members of the system's structures would belong to a module inside SwiftNIO that
  // nobody else can import.
  if !["zabta-service", "ServiceTests"].contains(target.name) {
    target.swiftSettings?.append(.enableUpcomingFeature("MemberImportVisibility"))
  }
}
