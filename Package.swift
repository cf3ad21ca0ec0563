// swift-tools-version: 6.2
import PackageDescription

// Every module may import those that stand above it in this file, never the reverse.
// CONTRIBUTING.md says in one line what each is for.

// WHY: a warning stops the build with the compiler that this is written with. What an older or a
// newer one warns about in addition must not keep a newcomer from building.
#if compiler(>=6.3) && compiler(<6.4)
    let warnings: [SwiftSetting] = [.treatAllWarnings(as: .error)]
#else
    let warnings: [SwiftSetting] = []
#endif
// WHY: `Scripts/fuzz --guided` names libFuzzer's library here, and then everything reports where it goes.
let libFuzzer = Context.environment["ONUS_LIBFUZZER"]
// WHY: else a release build makes every generic type by its name where it first meets it, and looks
// through all conformances of the program for each part of it: over a quarter of a short call.
// SwiftPM takes such flags from the packages that one depends on since tools version 6.2.
let directMetadata: SwiftSetting = .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(configuration: .release))
let settings: [SwiftSetting] =
    warnings + (libFuzzer == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer"])]) + [
        directMetadata,
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
    ]
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func plugin(_ name: String) -> Target {
    .target(
        name: name, dependencies: ["OnusPlugin"], path: "Plugins/\(name)", swiftSettings: settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let pluginNames = [
    "ApprovalTasks", "ResponsibilityTasks", "SupervisionTasks", "EscalationTasks", "FundTasks",
    "NotificationTasks", "ProcessTasks",
]
let plugins = pluginNames.map { Target.Dependency(stringLiteral: $0) }

let libraries: [Target] = [
    .systemLibrary(
        name: "CLibYAML", pkgConfig: "yaml-0.1",
        providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
        name: "CSQLite", pkgConfig: "sqlite3",
        providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    module("OnusValues"),
    module("OnusPlugin", ["OnusValues"]),
    module("OnusCEL", ["OnusValues"]),
    module("OnusCatalog", ["OnusValues", "OnusPlugin"]),
    module("OnusYAML", ["CLibYAML"]),
    module("OnusCalendar", ["OnusValues"]),
    module("OnusModel", ["OnusValues", "OnusPlugin", "OnusCEL", "OnusCalendar"]),
    module(
        "OnusLanguage",
        [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusYAML", "OnusCalendar",
            "OnusModel",
        ]),
    module("OnusAuthority", ["OnusPlugin", "OnusModel"]),
    module("OnusStore", ["OnusPlugin", "OnusModel"]),
    module(
        "OnusEngine",
        [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusCalendar", "OnusModel",
            "OnusAuthority",
        ]),
    module("OnusSQLite", ["CSQLite", "OnusValues", "OnusPlugin", "OnusModel", "OnusStore"]),
    module(
        "OnusRuntime",
        [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusCalendar", "OnusModel",
            "OnusLanguage", "OnusAuthority", "OnusStore", "OnusEngine", logging,
        ]),
    module(
        "OnusTesting",
        [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCalendar", "OnusModel",
            "OnusLanguage", "OnusStore", "OnusEngine", "OnusRuntime",
        ]),
    module(
        "OnusCLI",
        [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusYAML", "OnusCalendar",
            "OnusModel", "OnusLanguage", "OnusAuthority", "OnusStore", "OnusEngine", "OnusSQLite",
            "OnusRuntime", "OnusTesting", argumentParser, logging,
        ]),
]

let executables: [Target] = [
    .executableTarget(
        name: "onus", dependencies: ["OnusCLI"] + plugins, swiftSettings: settings),
    // A program that tests kill, starve and take rights from.
    .executableTarget(
        name: "store-probe", dependencies: ["OnusPlugin", "OnusModel", "OnusStore", "OnusSQLite"],
        path: "Tests/StoreProbe", swiftSettings: settings),
]

// What is measured, and what it is measured beside; `Scripts/benchmark-…` run them.
let benchmarks: [Target] = [
    .target(
        name: "CYAMLLoop", dependencies: ["CLibYAML"], path: "Tests/Benchmarks/CYAMLLoop"),
    .executableTarget(
        name: "yaml-benchmark", dependencies: ["OnusYAML", "CYAMLLoop"],
        path: "Tests/Benchmarks/YAML", swiftSettings: settings),
    .executableTarget(
        name: "language-benchmark",
        dependencies: [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusYAML", "OnusModel", "OnusLanguage",
        ]
            + plugins,
        path: "Tests/Benchmarks/Language", swiftSettings: settings),
    .executableTarget(
        name: "cel-benchmark", dependencies: ["OnusCEL", "OnusValues"],
        path: "Tests/Benchmarks/CEL", exclude: ["peers.py", "conditions.json"],
        swiftSettings: settings),
    .executableTarget(name: "start-benchmark", path: "Tests/Benchmarks/Start"),
    .target(
        name: "CCommitFloor", dependencies: ["CSQLite"], path: "Tests/Benchmarks/CCommitFloor"),
    .executableTarget(
        name: "approval-benchmark",
        dependencies: [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCalendar", "OnusModel",
            "OnusLanguage", "OnusStore", "OnusSQLite", "OnusRuntime", "ApprovalTasks",
            "CCommitFloor",
        ],
        path: "Tests/Benchmarks/Approval", swiftSettings: settings),
]

let testTargets: [Target] = [
    // Broken texts, for `Scripts/fuzz`.
    .executableTarget(
        name: "fuzz",
        dependencies: [
            "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusYAML", "OnusModel",
            "OnusLanguage", "RandomWorkflows",
        ] + plugins + (libFuzzer == nil ? [] : ["CFuzzer"]),
        path: "Tests/Fuzz", swiftSettings: settings + (libFuzzer == nil ? [] : [.define("GUIDED")]),
        linkerSettings: libFuzzer.map {
            [.unsafeFlags(["-Xlinker", $0]), .linkedLibrary("stdc++"), .linkedLibrary("m")]
        } ?? []),
    .target(
        name: "RandomWorkflows", path: "Tests/RandomWorkflows", swiftSettings: settings),
    tests("OnusValuesTests", ["OnusValues"]),
    tests("OnusPluginTests", ["OnusPlugin", "OnusValues"]),
    tests("OnusCatalogTests", ["OnusCatalog", "OnusPlugin", "OnusValues"]),
    tests("OnusCELTests", ["OnusCEL", "OnusValues", "RandomWorkflows"]),
    tests("OnusYAMLTests", ["OnusYAML", "OnusValues"]),
    tests("OnusCalendarTests", ["OnusCalendar", "OnusValues"]),
    tests("OnusModelTests", ["OnusModel", "OnusValues", "OnusCalendar", "OnusCEL"]),
    tests(
        "OnusLanguageTests",
        [
            "OnusLanguage", "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusYAML",
            "OnusCalendar", "OnusModel", "RandomWorkflows",
        ] + plugins,
        exclude: ["Broken", "Valid"]),
    tests("OnusAuthorityTests", ["OnusAuthority", "OnusModel", "OnusValues"]),
    tests(
        "OnusEngineTests",
        [
            "OnusEngine", "OnusValues", "OnusPlugin", "OnusCatalog", "OnusCEL", "OnusCalendar",
            "OnusModel", "OnusLanguage", "OnusAuthority", "RandomWorkflows",
        ] + plugins),
    tests(
        "OnusSQLiteTests",
        [
            "OnusSQLite", "CSQLite", "OnusStore", "OnusTesting", "OnusModel", "OnusPlugin",
            "OnusValues",
        ]),
    tests(
        "OnusRuntimeTests",
        [
            "OnusRuntime", "OnusTesting", "OnusStore", "OnusSQLite", "OnusEngine", "OnusLanguage",
            "OnusModel", "OnusCalendar", "OnusCatalog", "OnusPlugin", "OnusValues",
        ] + plugins),
    tests("OnusCLITests", ["OnusCLI", "OnusTesting", "OnusModel", "OnusValues"] + plugins),
    tests("PluginTests", ["OnusTesting", "OnusCatalog", "OnusPlugin", "OnusValues"] + plugins),
    tests("RepositoryTests", []),
]

let guide: [Target] =
    libFuzzer == nil ? [] : [.systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer")]

let package = Package(
    name: "onus",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "onus", targets: ["onus"]),
        .library(name: "OnusPlugin", targets: ["OnusPlugin"]),
        .library(name: "OnusCLI", targets: ["OnusCLI"]),
        .library(name: "OnusTesting", targets: ["OnusTesting"]),
    ] + pluginNames.map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: libraries + pluginNames.map(plugin) + executables + benchmarks + guide + testTargets
)
