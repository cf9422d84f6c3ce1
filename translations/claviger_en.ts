<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>claviger::AccessKeyPage</name>
    <message numerus="yes">
        <source>%n free slot(s)</source>
        <translation>
            <numerusform>%n free slot</numerusform>
            <numerusform>%n free slots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ActivityPage</name>
    <message numerus="yes">
        <source>%n change(s) were never completed</source>
        <translation>
            <numerusform>%n change was never completed</numerusform>
            <numerusform>%n changes were never completed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::Agencies</name>
    <message numerus="yes">
        <source>The agency ends in %n day(s). Prolong its validity in IAM.</source>
        <translation>
            <numerusform>The agency ends in %n day. Prolong its validity in IAM.</numerusform>
            <numerusform>The agency ends in %n days. Prolong its validity in IAM.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: the agency ends in %n day(s)</source>
        <translation>
            <numerusform>%1: the agency ends in %n day</numerusform>
            <numerusform>%1: the agency ends in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Agency expires in %n day(s)</source>
        <translation>
            <numerusform>Agency expires in %n day</numerusform>
            <numerusform>Agency expires in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::BindingPage</name>
    <message numerus="yes">
        <source>%n cluster(s) in %1</source>
        <translation>
            <numerusform>%n cluster in %1</numerusform>
            <numerusform>%n clusters in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checking agencies: %n cluster(s) read</source>
        <translation>
            <numerusform>Checking agencies: %n cluster read</numerusform>
            <numerusform>Checking agencies: %n clusters read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may have %1 since %2. Decide whether that is undone, gone on with or kept.</source>
        <translation>
            <numerusform>%n node may have %1 since %2. Decide whether that is undone, gone on with or kept.</numerusform>
            <numerusform>%n nodes may have %1 since %2. Decide whether that is undone, gone on with or kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) in %1 projects</source>
        <translation>
            <numerusform>%n cluster in %1 projects</numerusform>
            <numerusform>%n clusters in %1 projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::CandidateModel</name>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>Expires in %n day</numerusform>
            <numerusform>Expires in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ClusterDetails</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::Console</name>
    <message numerus="yes">
        <source>The agency has changed on %n cluster(s)</source>
        <translation>
            <numerusform>The agency has changed on %n cluster</numerusform>
            <numerusform>The agencies of %n clusters have changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ConsoleRoute</name>
    <message numerus="yes">
        <source>All %n node(s) name %1</source>
        <translation>
            <numerusform>%n node names %1</numerusform>
            <numerusform>All %n nodes name %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::DemoSecrets</name>
    <message numerus="yes">
        <source>%n secret(s) of the demo were removed</source>
        <translation>
            <numerusform>%n secret of the demo was removed</numerusform>
            <numerusform>%n secrets of the demo were removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::DriftSection</name>
    <message numerus="yes">
        <source>All %n change(s)</source>
        <translation>
            <numerusform>All %n change</numerusform>
            <numerusform>All %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ahead</source>
        <translation>
            <numerusform>%n day ahead</numerusform>
            <numerusform>%n days ahead</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::KeyDetails</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) were never completed</source>
        <translation>
            <numerusform>%n change was never completed</numerusform>
            <numerusform>%n changes were never completed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) are broken</source>
        <translation>
            <numerusform>%n cluster is broken</numerusform>
            <numerusform>%n clusters are broken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ManageAgencyPage</name>
    <message numerus="yes">
        <source>%1 may be on %n of %2 nodes. Undo gives back what they had; Go on writes to the rest.</source>
        <translation>
            <numerusform>%1 may be on %n of %2 nodes. Undo gives back what it had; Go on writes to the rest.</numerusform>
            <numerusform>%1 may be on %n of %2 nodes. Undo gives back what they had; Go on writes to the rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was written to %n node(s) on %2</source>
        <translation>
            <numerusform>%1 was written to %n node on %2</numerusform>
            <numerusform>%1 was written to %n nodes on %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other agency(ies) of the account do not trust ECS and cannot be bound.</source>
        <translation>
            <numerusform>%n other agency of the account does not trust ECS and cannot be bound.</numerusform>
            <numerusform>%n other agencies of the account do not trust ECS and cannot be bound.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may still have %1. Undo gives back what they had.</source>
        <translation>
            <numerusform>%n node may still have %1. Undo gives back what it had.</numerusform>
            <numerusform>%n nodes may still have %1. Undo gives back what they had.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::NodeArea</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::NodeMatrix</name>
    <message numerus="yes">
        <source>%1: %n node(s)</source>
        <translation>
            <numerusform>%1: %n node</numerusform>
            <numerusform>%1: %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more node(s) are as most, or have no agency to compare</source>
        <translation>
            <numerusform>%n more node is as most, or has no agency to compare</numerusform>
            <numerusform>%n more nodes are as most, or have no agency to compare</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::NodeRoute</name>
    <message numerus="yes">
        <source>Write to %n node(s)</source>
        <translation>
            <numerusform>Write to %n node</numerusform>
            <numerusform>Write to %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) get %1</source>
        <translation>
            <numerusform>%n node gets %1</numerusform>
            <numerusform>%n nodes get %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n have it already</source>
        <translation>
            <numerusform>%n has it already</numerusform>
            <numerusform>%n have it already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are left alone</source>
        <translation>
            <numerusform>%n is left alone</numerusform>
            <numerusform>%n are left alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) have again what they had</source>
        <translation>
            <numerusform>%n node has again what it had</numerusform>
            <numerusform>%n nodes have again what they had</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were left alone, for somebody else has changed them since or they are gone.</source>
        <translation>
            <numerusform>%n was left alone, for somebody else has changed it since or it is gone.</numerusform>
            <numerusform>%n were left alone, for somebody else has changed them since or they are gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n node(s) name %1, read back</source>
        <translation>
            <numerusform>%n node names %1, read back</numerusform>
            <numerusform>All %n nodes name %1, read back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::SignInPage</name>
    <message numerus="yes">
        <source>%n change(s) of an earlier run were never completed</source>
        <translation>
            <numerusform>%n change of an earlier run was never completed</numerusform>
            <numerusform>%n changes of earlier runs were never completed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::StatusBar</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
</TS>
