using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.People.Registration;

namespace Jisr.People.Import;

/// <summary>A row that would be refused, and why.</summary>
internal sealed record RowFault(int Row, RegisterPerson Command, Problem Problem);

/// <summary>What would become of a file, read without writing.</summary>
internal sealed record FileCheck(int Good, int Repeated, IReadOnlyList<RowFault> Faults);

/// <summary>Reads every row of a file as the command would, so that a preview can name what will be refused.</summary>
internal sealed class CheckImport(RegistrationReader reader)
{
    public FileCheck Of(ImportFile file, UnitId unit, string unitCode, ProgrammeId? programme)
    {
        var faults = new List<RowFault>();
        var seen = new HashSet<CommandId>(file.Rows.Count);
        var repeated = 0;
        for (var i = 0; i < file.Rows.Count; i++)
        {
            var command = PeopleColumns.Command(file, file.Rows[i], unit, programme);
            if (!seen.Add(PeopleColumns.IdOf(unitCode, file, file.Rows[i], command)))
            {
                repeated++;
                continue;
            }
            var problems = new Problems();
            reader.Read(command, unit, problems);
            RegisterPersonHandler.Rules(command, problems, Door.File);
            if (problems.Count > 0)
                faults.Add(new RowFault(i, command, problems[0]));
        }
        return new FileCheck(file.Rows.Count - repeated - faults.Count, repeated, faults);
    }
}
