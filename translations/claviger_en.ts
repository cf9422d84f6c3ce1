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
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
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
