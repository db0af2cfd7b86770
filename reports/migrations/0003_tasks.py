import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assignments', '0003_tasks'),
        ('reports', '0002_reporting'),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_before', models.DateField(null=True)),
                ('reason', models.TextField(verbose_name='reason')),
                ('wanted_until', models.DateField(verbose_name='wanted until')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('granted_until', models.DateField(help_text='Empty after a decision: declined.', null=True)),
                ('answer', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='assignments.assignment')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('assignment',), name='task_extension_one_undecided'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='task_extension_decided_at_by_pair'), models.CheckConstraint(condition=models.Q(('granted_until__isnull', True), ('decided_at__isnull', False), _connector='OR'), name='task_extension_granted_by_decision')],
            },
        ),
        migrations.CreateModel(
            name='TaskUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'open'), ('returned', 'returned'), ('approved', 'approved')], default='open', max_length=10)),
                ('return_reason', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(null=True)),
                ('progress', models.PositiveSmallIntegerField(null=True, verbose_name='progress in percent')),
                ('words', models.TextField(blank=True, verbose_name='what was done')),
                ('products', models.TextField(blank=True, verbose_name='products')),
                ('done_on', models.DateField(null=True, verbose_name='completed on')),
                ('approved_on', models.DateField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='assignments.assignment')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='task_updates', to='reports.report')),
                ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['report', 'assignment__task__position'],
                'constraints': [models.UniqueConstraint(fields=('report', 'assignment'), name='task_update_once'), models.CheckConstraint(condition=models.Q(('progress__isnull', True), ('progress__lte', 100), _connector='OR'), name='task_update_progress_in_percent'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('progress', 100), _connector='OR'), name='task_update_done_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('approved_on__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_on__isnull', True)), _connector='OR'), name='task_update_approved_on_a_day'), models.CheckConstraint(condition=models.Q(('report__isnull', False), ('state', 'approved'), _connector='OR'), name='task_update_without_report_is_the_office_s'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'returned', 'approved'])), name='task_update_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='task_update_returned_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('updated_at__isnull', True), ('updated_by__isnull', True)), models.Q(('updated_at__isnull', False), ('updated_by__isnull', False)), _connector='OR'), name='task_update_updated_at_by_pair')],
            },
        ),
        migrations.AddField(
            model_name='evidence',
            name='task_update',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reports.taskupdate'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('entry__isnull', True), ('task_update__isnull', True), _connector='OR'), name='evidence_beside_one_line'),
        ),
    ]
