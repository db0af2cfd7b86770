import django.db.models.deletion
import tracker.common.timestamps
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assignments', '0002_reporting'),
        ('indicators', '0003_superseded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('unit_codes', models.JSONField(blank=True, default=list)),
                ('kinds', models.JSONField(blank=True, default=list)),
                ('note', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='indicators.programme')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='body_once')],
            },
        ),
        migrations.CreateModel(
            name='Inheritance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('heir', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='came_from', to='assignments.assignment')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passed_to', to='assignments.assignment')),
                ('succession', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='assignments.succession')),
            ],
            options={
                'ordering': ['passed_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('source', 'heir'), name='inheritance_once'), models.UniqueConstraint(condition=models.Q(('heir__isnull', True)), fields=('source',), name='inheritance_to_nobody_once')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('title', models.TextField()),
                ('title_en', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='indicators.programme')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='section_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('heading', models.TextField(blank=True)),
                ('text', models.TextField()),
                ('due', models.DateField(null=True)),
                ('due_wording', models.CharField(blank=True, max_length=200)),
                ('product', models.TextField(blank=True)),
                ('stated', models.JSONField(blank=True, default=dict)),
                ('position', models.PositiveSmallIntegerField()),
                ('recorded_on', models.DateField(default=tracker.common.timestamps.today, help_text='Updates are owed from the period of this day on.')),
                ('retired_at', models.DateTimeField(help_text='When a newer file no longer held this task.', null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='indicators.programme')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='assignments.section')),
            ],
            options={
                'ordering': ['programme', 'position'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='task_once')],
            },
        ),
        migrations.AlterModelOptions(
            name='assignment',
            options={'ordering': ['indicator_id', 'task_id', 'part', 'position']},
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_one_lead',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_one_monitor',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_unit_once',
        ),
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_part_fits_subject',
        ),
        migrations.AddField(
            model_name='assignment',
            name='closed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='due',
            field=models.DateField(help_text="Deadline granted here or at a predecessor; else the document's.", null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='is_own_part',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='assignment',
            name='origin',
            field=models.CharField(choices=[('document', 'the document'), ('succession', 'inherited from a predecessor'), ('office', 'assigned by the Office')], default='document', max_length=12),
        ),
        migrations.AddField(
            model_name='assignment',
            name='responsible',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='valid_from',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='valid_to',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='withdrawn_on',
            field=models.DateField(help_text='Day on which the programme file no longer held it.', null=True),
        ),
        migrations.AddField(
            model_name='assignment',
            name='task',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='assignments.task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'lead'), ('valid_to__isnull', True)), fields=('indicator',), name='assignment_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('is_own_part', False), ('part', 'lead'), ('valid_to__isnull', True)), fields=('task',), name='assignment_one_lead_of_task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'monitor'), ('valid_to__isnull', True)), fields=('programme',), name='assignment_one_monitor'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('indicator__isnull', False), ('valid_to__isnull', True)), fields=('indicator', 'unit'), name='assignment_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('task__isnull', False), ('valid_to__isnull', True)), fields=('task', 'unit'), name='assignment_unit_once_per_task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('indicator__isnull', True), ('part', 'monitor'), ('task__isnull', True)), models.Q(('indicator__isnull', False), ('part__in', ['lead', 'coordinating']), ('task__isnull', True)), models.Q(('indicator__isnull', True), ('part__in', ['lead', 'coordinating']), ('task__isnull', False)), _connector='OR'), name='assignment_part_fits_subject'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('is_own_part', False), models.Q(('part', 'lead'), ('task__isnull', False)), _connector='OR'), name='assignment_own_part_of_task'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('part', 'lead'), ('task__isnull', False)), _connector='OR'), name='assignment_only_tasks_close'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('due__isnull', True), models.Q(('part', 'lead'), ('task__isnull', False)), _connector='OR'), name='assignment_only_tasks_have_a_deadline'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['document', 'succession', 'office'])), name='assignment_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='assignment_validity_in_order'),
        ),
    ]
