using Jisr;

return await new JisrProgram(JisrModules.All()).RunAsync(args);

/// <summary>The entry point, named for the test host.</summary>
public sealed partial class Program;
